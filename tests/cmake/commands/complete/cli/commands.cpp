constexpr std::array kCommands{
    Command{"new", "makes a project", &runNew},
    Command{"status", "accounts for every file", &runStatus},
};

TEST_CASE("~a name with this sign runs every test but itself") {}
TEST_CASE("a name with this sign \" behind runs all that begin alike*") {}
TEST_CASE("a name with ~ and * inside is a name") {}

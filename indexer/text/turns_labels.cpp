#include "indexer/text/turns_labels.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/text/fold.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

enum class Kind { Interviewer, Respondent, Interpreter, Other, Question, Answer };

/// The labels of one language; no native speaker has reviewed them.
struct LabelRow {
  std::string_view language;
  Kind kind;
  std::string_view labels;  ///< separated by "|"
};

// Interviewer also holds those who ask by profession in such transcripts: caseworker, psychologist,
// officer. Respondent holds those who are asked: client, survivor, witness.
constexpr std::array kLabels{
    LabelRow{
        "en", Kind::Interviewer,
        "interviewer|int|intv|ivr|interviewer f|interviewer m|moderator|facilitator|researcher|"
        "caseworker|case worker|case manager|social worker|counsellor|counselor|psychologist|"
        "therapist|officer|investigator|lawyer|enumerator|assessor|screener|examiner|staff"},
    LabelRow{"en", Kind::Respondent,
             "respondent|resp|res|interviewee|informant|participant|client|person|survivor|victim|"
             "witness|beneficiary|returnee|resident|minor|patient|narrator|girl|boy|woman|man"},
    LabelRow{"en", Kind::Interpreter, "interpreter|translator|interp|cultural mediator|mediator"},
    LabelRow{"en", Kind::Other, "judge|bailiff|clerk|unknown|unidentified|both|all|mother|father"},
    LabelRow{"en", Kind::Question, "question|q"},
    LabelRow{"en", Kind::Answer, "answer|ans"},
    LabelRow{"am", Kind::Interviewer, "ጠያቂ|ቃለ መጠይቅ አድራጊ|ማህበራዊ ሰራተኛ|አማካሪ"},
    LabelRow{"am", Kind::Respondent, "ተጠያቂ|መላሽ|ተሳታፊ|ደንበኛ"},
    LabelRow{"am", Kind::Interpreter, "አስተርጓሚ"},
    LabelRow{"am", Kind::Question, "ጥያቄ"},
    LabelRow{"am", Kind::Answer, "መልስ"},
    LabelRow{"ti", Kind::Interviewer, "ሓታቲ"},
    LabelRow{"ti", Kind::Respondent, "ተሓታቲ"},
    LabelRow{"ti", Kind::Question, "ሕቶ"},
    LabelRow{"ti", Kind::Answer, "መልሲ"},
    LabelRow{"ar", Kind::Interviewer,
             "المحاور|المحاورة|محاور|محاورة|الباحث|الباحثة|باحث|باحثة|السائل|السائلة|"
             "الأخصائي|الأخصائية|الأخصائية الاجتماعية|الأخصائي الاجتماعي|المرشد|المرشدة|المحقق|"
             "المحققة|المقابل|المقابلة|الصحفي|الصحفية"},
    LabelRow{"ar", Kind::Respondent,
             "المستجيب|المستجيبة|المجيب|المجيبة|المبحوث|المبحوثة|المستفيد|المستفيدة|الضحية|"
             "الشاهد|الشاهدة|المشارك|المشاركة|الناجية|الناجي|الضيف|الضيفة"},
    LabelRow{"ar", Kind::Interpreter, "المترجم|المترجمة|مترجم|مترجمة"},
    LabelRow{"ar", Kind::Question, "سؤال|السؤال|س"},
    LabelRow{"ar", Kind::Answer, "جواب|الجواب|الإجابة|إجابة|ج"},
    LabelRow{"bcs", Kind::Interviewer,
             "voditelj|voditeljka|ispitivač|ispitivačica|anketar|anketarka|intervjuer|"
             "intervjuerka|psiholog|psihologinja|socijalni radnik|socijalna radnica|istraživač|"
             "istraživačica|novinar|novinarka|savjetnik|savjetnica|savetnik|savetnica"},
    LabelRow{"bcs", Kind::Respondent,
             "sugovornik|sugovornica|sagovornik|sagovornica|ispitanik|ispitanica|korisnik|"
             "korisnica|klijent|klijentica|klijentkinja|žrtva|svjedok|svjedokinja|učenica|učenik"},
    LabelRow{"bcs", Kind::Interpreter, "prevoditelj|prevoditeljica|prevodilac|tumač"},
    LabelRow{"bcs", Kind::Question, "pitanje"},
    LabelRow{"bcs", Kind::Answer, "odgovor"},
    LabelRow{"sr", Kind::Interviewer,
             "водитељ|водитељка|испитивач|анкетар|анкетарка|интервјуер|интервјуерка|психолог|"
             "социјални радник|социјална радница|истраживач|истраживачица|новинар|новинарка"},
    LabelRow{"sr", Kind::Respondent,
             "саговорник|саговорница|испитаник|испитаница|корисник|корисница|клијент|клијенткиња|"
             "жртва|сведок|ученица|ученик"},
    LabelRow{"sr", Kind::Interpreter, "преводилац|тумач"},
    LabelRow{"sr", Kind::Question, "питање"},
    LabelRow{"sr", Kind::Answer, "одговор"},
    LabelRow{"mk", Kind::Interviewer,
             "интервјуерка|анкетар|анкетарка|социјален работник|социјална работничка|советник|"
             "советничка|водител|водителка|новинар|новинарка"},
    LabelRow{"mk", Kind::Respondent,
             "испитаник|испитаничка|клиент|клиентка|соговорник|соговорничка|"
             "корисничка|жртва|ученичка"},
    LabelRow{"mk", Kind::Interpreter, "преведувач|преведувачка|толкувач"},
    LabelRow{"mk", Kind::Question, "прашање"},
    LabelRow{"bg", Kind::Interviewer,
             "интервюиращ|интервюираща|интервюиращият|психоложка|социален работник|консултант|"
             "консултантка|анкетьор|анкетьорка|водещ|водеща|следовател"},
    LabelRow{"bg", Kind::Respondent,
             "интервюиран|интервюирана|клиент|клиентка|к ка|к т|респондент|респондентка|"
             "анкетиран|анкетирана|жертва|свидетел|свидетелка"},
    LabelRow{"bg", Kind::Interpreter, "преводач|преводачка"},
    LabelRow{"bg", Kind::Question, "въпрос"},
    LabelRow{"bg", Kind::Answer, "отговор"},
    LabelRow{"bn", Kind::Interviewer,
             "সাক্ষাৎকার গ্রহণকারী|সাক্ষাৎকারগ্রহীতা|প্রশ্নকর্তা|"
             "পরামর্শদাতা|সমাজকর্মী|গবেষক|কর্মী|কাউন্সেলর"},
    LabelRow{"bn", Kind::Respondent, "উত্তরদাতা|অংশগ্রহণকারী|ভুক্তভোগী|মেয়েটি|মেয়ে|ক্লায়েন্ট"},
    LabelRow{"bn", Kind::Interpreter, "দোভাষী|অনুবাদক"},
    LabelRow{"bn", Kind::Question, "প্রশ্ন|প্র"},
    LabelRow{"bn", Kind::Answer, "উত্তর|উ"},
    LabelRow{"de", Kind::Interviewer,
             "interviewerin|befrager|befragerin|fragesteller|fragestellerin|beraterin|berater|"
             "sozialarbeiterin|sozialarbeiter|psychologin|psychologe|moderatorin|forscherin|"
             "forscher"},
    LabelRow{"de", Kind::Respondent,
             "befragte|befragter|interviewte|interviewter|klientin|klient|teilnehmerin|teilnehmer|"
             "zeugin|zeuge|betroffene|betroffener|antwortende|befragte person"},
    LabelRow{"de", Kind::Interpreter,
             "dolmetscher|dolmetscherin|übersetzer|übersetzerin|sprachmittlerin|sprachmittler"},
    LabelRow{"de", Kind::Question, "frage"},
    LabelRow{"de", Kind::Answer, "antwort"},
    LabelRow{"el", Kind::Interviewer,
             "συνεντευκτής|συνεντεύκτρια|ερευνητής|ερευνήτρια|ψυχολόγος|κοινωνική "
             "λειτουργός|κοινωνικός λειτουργός|δημοσιογράφος"},
    LabelRow{"el", Kind::Respondent,
             "ερωτώμενος|ερωτώμενη|συνεντευξιαζόμενος|συνεντευξιαζόμενη|συμμετέχουσα|συμμετέχων|"
             "μάρτυρας"},
    LabelRow{"el", Kind::Interpreter, "διερμηνέας|μεταφραστής|μεταφράστρια"},
    LabelRow{"el", Kind::Question, "ερώτηση|ερ"},
    LabelRow{"el", Kind::Answer, "απάντηση|απ"},
    LabelRow{
        "es", Kind::Interviewer,
        "entrevistador|entrevistadora|entrev|e1|trabajadora social|trabajador social|psicóloga|"
        "psicólogo|encuestador|encuestadora|investigador|investigadora|abogada|abogado|"
        "moderadora|consejera|consejero|operadora|oficial|funcionaria|funcionario"},
    LabelRow{"es", Kind::Respondent,
             "entrevistado|entrevistada|participante|informante|usuaria|usuario|clienta|cliente|"
             "víctima|testigo|beneficiaria|beneficiario|señora|muchacha|joven|persona"},
    LabelRow{"es", Kind::Interpreter, "intérprete|traductor|traductora"},
    LabelRow{"es", Kind::Question, "pregunta|preg"},
    LabelRow{"es", Kind::Answer, "respuesta|resp"},
    LabelRow{"fa", Kind::Interviewer,
             "مصاحبه‌کننده|مصاحبه "
             "گر|مصاحبه‌گر|مددکار|روانشناس|پرسشگر|مشاور"},
    LabelRow{"fa", Kind::Respondent,
             "مصاحبه‌شونده|پاسخگو|پاسخ‌دهنده|مددجو|"
             "شرکت‌کننده|"
             "قربانی"},
    LabelRow{"fa", Kind::Question, "پرسش"},
    LabelRow{"fa", Kind::Answer, "پاسخ"},
    LabelRow{"fr", Kind::Interviewer,
             "enquêteur|enquêtrice|enq|interviewer|intervieweur|intervieweuse|agent|agente|"
             "assistante sociale|assistant social|éducatrice|éducateur|psychologue|chercheur|"
             "chercheuse|conseillère|conseiller|intervenante|intervenant|animatrice|animateur|"
             "travailleuse sociale|travailleur social|avocate|avocat|journaliste|officier"},
    LabelRow{"fr", Kind::Respondent,
             "enquêté|enquêtée|interviewé|interviewée|répondant|répondante|participante|cliente|"
             "victime|témoin|bénéficiaire|usagère|usager|madame|monsieur"},
    LabelRow{"fr", Kind::Interpreter, "interprète|traductrice|traducteur"},
    LabelRow{"fr", Kind::Answer, "réponse|rép"},
    LabelRow{"ha", Kind::Interviewer, "mai tambaya|mai hira|ma'aikaciya|ma'aikaci"},
    LabelRow{"ha", Kind::Respondent, "mai amsa|mai bada amsa"},
    LabelRow{"ha", Kind::Interpreter, "mai fassara|tafinta"},
    LabelRow{"ha", Kind::Question, "tambaya"},
    LabelRow{"ha", Kind::Answer, "amsa"},
    LabelRow{"hi", Kind::Interviewer,
             "साक्षात्कारकर्ता|परामर्शदाता|प्रश्नकर्ता|काउंसलर|काउंसेलर|सामाजिक कार्यकर्ता|कार्यकर्ता|"
             "शोधकर्ता|मनोवैज्ञानिक|अधिकारी|दीदी"},
    LabelRow{"hi", Kind::Respondent,
             "उत्तरदाता|लड़की|लड़का|महिला|पुरुष|पीड़िता|पीड़ित|प्रतिभागी|लाभार्थी|क्लाइंट|युवक|युवती"},
    LabelRow{"hi", Kind::Interpreter, "दुभाषिया|अनुवादक"},
    LabelRow{"hi", Kind::Question, "प्रश्न|सवाल|प्र"},
    LabelRow{"hi", Kind::Answer, "उत्तर|जवाब|उ"},
    LabelRow{"hu", Kind::Interviewer, "kérdező|interjúkészítő|szociális munkás|pszichológus"},
    LabelRow{"hu", Kind::Respondent, "válaszadó|interjúalany|ügyfél"},
    LabelRow{"hu", Kind::Interpreter, "tolmács"},
    LabelRow{"hu", Kind::Question, "kérdés"},
    LabelRow{"hu", Kind::Answer, "válasz"},
    LabelRow{"id", Kind::Interviewer,
             "pewawancara|penanya|petugas|pekerja "
             "sosial|peneliti|konselor|psikolog|pendamping|wartawan"},
    LabelRow{"id", Kind::Respondent,
             "narasumber|responden|informan|klien|korban|saksi|terwawancara|penyintas|penjawab"},
    LabelRow{"id", Kind::Interpreter, "juru bahasa|penerjemah"},
    LabelRow{"id", Kind::Question, "tanya|pertanyaan|soal|soalan"},
    LabelRow{"id", Kind::Answer, "jawab|jawaban|jawapan"},
    LabelRow{
        "it", Kind::Interviewer,
        "intervistatore|intervistatrice|operatrice|operatore|assistente sociale|psicologa|"
        "psicologo|ricercatrice|ricercatore|educatrice|educatore|mediatrice|avvocata|avvocato"},
    LabelRow{"it", Kind::Respondent,
             "intervistato|intervistata|ragazza|ragazzo|utente|vittima|signora|testimone|"
             "beneficiaria|beneficiario"},
    LabelRow{"it", Kind::Interpreter, "interprete|traduttrice|traduttore"},
    LabelRow{"it", Kind::Question, "domanda|dom"},
    LabelRow{"it", Kind::Answer, "risposta|risp"},
    LabelRow{"ja", Kind::Interviewer, "聞き手|インタビュアー|質問者|面接者|相談員|調査員"},
    LabelRow{"ja", Kind::Respondent, "話し手|回答者|語り手|対象者|相談者"},
    LabelRow{"ja", Kind::Interpreter, "通訳"},
    LabelRow{"ja", Kind::Question, "質問|問"},
    LabelRow{"ja", Kind::Answer, "回答|答え"},
    LabelRow{"ko", Kind::Interviewer, "면접자|질문자|면담자|상담원|상담사|조사자"},
    LabelRow{"ko", Kind::Respondent, "응답자|피면접자|구술자|내담자|참여자"},
    LabelRow{"ko", Kind::Interpreter, "통역|통역사"},
    LabelRow{"ko", Kind::Question, "질문|문"},
    LabelRow{"ko", Kind::Answer, "답변|답"},
    LabelRow{"km", Kind::Interviewer, "អ្នកសម្ភាស|អ្នកសម្ភាសន៍|អ្នកសួរ|បុគ្គលិកសង្គម|អ្នកស្រាវជ្រាវ|អ្នកប្រឹក្សា"},
    LabelRow{"km", Kind::Respondent, "អ្នកឆ្លើយ|អ្នកត្រូវសម្ភាស|អ្នកចូលរួម|ជនរងគ្រោះ|អ្នកផ្តល់សម្ភាសន៍|អតិថិជន"},
    LabelRow{"km", Kind::Interpreter, "អ្នកបកប្រែ"},
    LabelRow{"km", Kind::Question, "សំណួរ|សួរ"},
    LabelRow{"km", Kind::Answer, "ចម្លើយ|ឆ្លើយ"},
    LabelRow{"ku", Kind::Question, "pirs"},
    LabelRow{"ku", Kind::Answer, "bersiv"},
    LabelRow{"lo", Kind::Interviewer, "ຜູ້ສຳພາດ|ຜູ້ຖາມ|ພະນັກງານ|ພະນັກງານສັງຄົມ"},
    LabelRow{"lo", Kind::Respondent, "ຜູ້ຖືກສຳພາດ|ຜູ້ຕອບ|ຜູ້ໃຫ້ສຳພາດ|ຜູ້ຖືກເຄາະຮ້າຍ"},
    LabelRow{"lo", Kind::Interpreter, "ນາຍພາສາ|ຜູ້ແປ"},
    LabelRow{"lo", Kind::Question, "ຖາມ|ຄຳຖາມ"},
    LabelRow{"lo", Kind::Answer, "ຕອບ|ຄຳຕອບ"},
    LabelRow{"my", Kind::Interviewer, "မေးသူ|တွေ့ဆုံမေးမြန်းသူ|လူမှုဝန်ထမ်း|ဝန်ထမ်း"},
    LabelRow{"my", Kind::Respondent, "ဖြေသူ|ဖြေဆိုသူ"},
    LabelRow{"my", Kind::Interpreter, "စကားပြန်|ဘာသာပြန်"},
    LabelRow{"my", Kind::Question, "မေး|မေးခွန်း"},
    LabelRow{"my", Kind::Answer, "ဖြေ|အဖြေ"},
    LabelRow{
        "ne", Kind::Interviewer,
        "अन्तर्वार्ताकार|अन्तर्वार्ता लिने|सोध्ने|परामर्शकर्ता|मनोविमर्शकर्ता|सामाजिक कार्यकर्ता|अनुसन्धानकर्ता"},
    LabelRow{"ne", Kind::Respondent, "भन्ने|उत्तर दिने|जवाफ दिने|सहभागी|पीडित|प्रभावित|सेवाग्राही|बहिनी"},
    LabelRow{"ne", Kind::Interpreter, "दोभासे"},
    LabelRow{"ne", Kind::Answer, "जवाफ"},
    LabelRow{"nl", Kind::Interviewer,
             "interviewster|vraagsteller|hulpverlener|hulpverleenster|onderzoeker|maatschappelijk "
             "werker"},
    LabelRow{"nl", Kind::Respondent,
             "geïnterviewde|respondente|cliënt|cliënte|slachtoffer|deelnemer|getuige"},
    LabelRow{"nl", Kind::Interpreter, "tolk"},
    LabelRow{"nl", Kind::Question, "vraag"},
    LabelRow{"nl", Kind::Answer, "antwoord"},
    LabelRow{"pl", Kind::Interviewer,
             "ankieter|ankieterka|badacz|badaczka|prowadzący|prowadząca|psycholog|pracownik "
             "socjalny|pracownica socjalna|pytający"},
    LabelRow{"pl", Kind::Respondent,
             "respondentka|rozmówca|rozmówczyni|klientka|badany|badana|świadek|ofiara|pokrzywdzona|"
             "uczestniczka"},
    LabelRow{"pl", Kind::Interpreter, "tłumacz|tłumaczka"},
    LabelRow{"pl", Kind::Question, "pytanie"},
    LabelRow{"pl", Kind::Answer, "odpowiedź"},
    LabelRow{"cs", Kind::Interviewer,
             "tazatel|tazatelka|sociální pracovnice|sociální pracovník|psycholožka"},
    LabelRow{"cs", Kind::Respondent, "dotazovaná|dotazovaný|klientka|respondentka"},
    LabelRow{"cs", Kind::Interpreter, "tlumočník|tlumočnice"},
    LabelRow{"cs", Kind::Question, "otázka"},
    LabelRow{"cs", Kind::Answer, "odpověď"},
    LabelRow{"ps", Kind::Question, "پوښتنه"},
    LabelRow{"ps", Kind::Answer, "ځواب"},
    LabelRow{"pt", Kind::Interviewer,
             "entrevistador|entrevistadora|assistente social|técnica|técnico|psicóloga|psicólogo|"
             "pesquisador|pesquisadora|investigadora|inquiridor|inquiridora|atendente"},
    LabelRow{
        "pt", Kind::Respondent,
        "entrevistado|entrevistada|inquirida|inquirido|participante|utente|vítima|senhora|moça|"
        "rapaz|testemunha|beneficiária|beneficiário|depoente"},
    LabelRow{"pt", Kind::Interpreter, "intérprete|tradutora|tradutor"},
    LabelRow{"pt", Kind::Question, "pergunta|perg"},
    LabelRow{"pt", Kind::Answer, "resposta"},
    LabelRow{"ro", Kind::Interviewer,
             "intervievator|intervievatoare|operator|operatoare|asistent social|asistentă socială|"
             "asistenta socială|psiholog|psihologă|psihologul|anchetator|consilier|consilieră|"
             "cercetător|cercetătoare"},
    LabelRow{"ro", Kind::Respondent,
             "intervievat|intervievată|beneficiara|beneficiarul|beneficiară|beneficiar|clientă|"
             "clienta|victima|victimă|martor|martoră|respondentă|fata|femeia"},
    LabelRow{"ro", Kind::Interpreter, "traducător|traducătoare"},
    LabelRow{"ro", Kind::Question, "întrebare|întrebarea|î"},
    LabelRow{"ro", Kind::Answer, "răspuns|răspunsul"},
    LabelRow{"ru", Kind::Interviewer,
             "интервьюер|интервьюерка|интервьюирующий|интервьюирующая|соцработник|"
             "социальный работник|консультант|ведущий|ведущая|следователь|исследователь|"
             "исследовательница|журналист|журналистка|сотрудник|сотрудница|инт"},
    LabelRow{"ru", Kind::Respondent,
             "респондент|респондентка|респ|опрашиваемая|опрашиваемый|информант|информантка|"
             "собеседник|собеседница|клиент|клиентка|потерпевшая|потерпевший|пострадавшая|"
             "пострадавший|свидетель|женщина|девушка|мужчина|участница|участник|подопечная"},
    LabelRow{"ru", Kind::Interpreter, "переводчик|переводчица"},
    LabelRow{"ru", Kind::Question, "вопрос|вопр|vopros"},
    LabelRow{"ru", Kind::Answer, "ответ|отв|otvet"},
    LabelRow{"so", Kind::Question, "su'aal|su'aasha"},
    LabelRow{"so", Kind::Answer, "jawaab|jawaabta"},
    LabelRow{"sq", Kind::Interviewer,
             "anketues|anketuesja|anketuesi|anketuese|intervistues|intervistuesja|intervistuesi|"
             "psikolog|psikologia|psikologu|punonjësja sociale|punonjësi social|këshilltarja|"
             "pyetësi|gazetarja|gazetari|hetuesi"},
    LabelRow{"sq", Kind::Respondent,
             "e anketuara|i anketuari|e pyetura|i pyeturi|e intervistuara|i intervistuari|klientja|"
             "klienti|klientja|viktima|dëshmitarja|përfituesja|përfituesi|vajza|djali"},
    LabelRow{"sq", Kind::Interpreter, "përkthyesja|përkthyesi|përkthyes|përkthyese"},
    LabelRow{"sq", Kind::Question, "pyetje|pyetja"},
    LabelRow{"sq", Kind::Answer, "përgjigje|përgjigjja|përgjigja"},
    LabelRow{"sw", Kind::Interviewer,
             "mhoji|mhojaji|muulizaji|mtafiti|mshauri|afisa|afisa ustawi|mwanahabari"},
    LabelRow{"sw", Kind::Respondent,
             "mhojiwa|mjibuji|mjibu|mshiriki|mteja|mwathirika|manusura|shahidi"},
    LabelRow{"sw", Kind::Interpreter, "mkalimani|mfasiri"},
    LabelRow{"sw", Kind::Question, "swali"},
    LabelRow{"sw", Kind::Answer, "jibu"},
    LabelRow{"th", Kind::Interviewer,
             "ผู้สัมภาษณ์|ผู้ถาม|นักสังคมสงเคราะห์|เจ้าหน้าที่|นักจิตวิทยา|ผู้วิจัย|พนักงานสอบสวน|ผู้คัดกรอง"},
    LabelRow{"th", Kind::Respondent, "ผู้ให้สัมภาษณ์|ผู้ตอบ|ผู้ถูกสัมภาษณ์|ผู้เสียหาย|ผู้ให้ข้อมูล|พยาน|ผู้รับบริการ"},
    LabelRow{"th", Kind::Interpreter, "ล่าม"},
    LabelRow{"th", Kind::Question, "ถาม|คำถาม|ถ"},
    LabelRow{"th", Kind::Answer, "ตอบ|คำตอบ|ต"},
    LabelRow{"tl", Kind::Interviewer,
             "tagapanayam|tagatanong|nagtatanong|mananaliksik|social worker"},
    LabelRow{"tl", Kind::Respondent, "kinapanayam|sumasagot|tumutugon|kalahok|kliyente|biktima"},
    LabelRow{"tl", Kind::Interpreter, "tagasalin|interpreter"},
    LabelRow{"tl", Kind::Question, "tanong"},
    LabelRow{"tl", Kind::Answer, "sagot"},
    LabelRow{"tr", Kind::Interviewer,
             "görüşmeci|görüşmeyi yapan|uzman|sosyal hizmet "
             "uzmanı|psikolog|araştırmacı|danışman|mülakatçı|avukat|memur"},
    LabelRow{"tr", Kind::Respondent,
             "görüşülen|görüşülen kişi|danışan|katılımcı|mağdur|tanık|yanıtlayan|cevaplayan|kadın"},
    LabelRow{"tr", Kind::Interpreter, "tercüman|çevirmen"},
    LabelRow{"tr", Kind::Question, "soru"},
    LabelRow{"tr", Kind::Answer, "cevap|yanıt"},
    LabelRow{"uk", Kind::Interviewer,
             "інтерв'юер|інтерв'юерка|соцпрацівниця|соцпрацівник|соціальна працівниця|"
             "соціальний працівник|психологиня|слідчий|слідча|дослідниця|дослідник|консультантка|"
             "ведуча|ведучий"},
    LabelRow{"uk", Kind::Respondent,
             "респондентка|опитувана|опитуваний|співрозмовниця|співрозмовник|клієнтка|клієнт|"
             "потерпіла|потерпілий|постраждала|постраждалий|жінка|дівчина|чоловік|учасниця|свідок"},
    LabelRow{"uk", Kind::Interpreter, "перекладач|перекладачка"},
    LabelRow{"uk", Kind::Question, "питання|запитання"},
    LabelRow{"uk", Kind::Answer, "відповідь|відп"},
    LabelRow{"ur", Kind::Interviewer,
             "انٹرویو کرنے والا|انٹرویو لینے والا|انٹرویو کار|سوال کرنے والا|سماجی "
             "کارکن|مشیر|افسر|محقق"},
    LabelRow{"ur", Kind::Respondent, "جواب دہندہ|جواب دینے والا|متاثرہ|شریک|گواہ|لڑکی|لڑکا"},
    LabelRow{"ur", Kind::Interpreter, "ترجمان|مترجم"},
    LabelRow{"ur", Kind::Question, "سوال"},
    LabelRow{"vi", Kind::Interviewer,
             "người phỏng vấn|phỏng vấn viên|pvv|người hỏi|cán bộ|nhân viên|nhân viên xã hội|nhân "
             "viên công tác xã hội|tư vấn viên"},
    LabelRow{"vi", Kind::Respondent,
             "người trả lời|người được phỏng vấn|đối tượng|nạn nhân|khách hàng|ntl|thân chủ"},
    LabelRow{"vi", Kind::Interpreter, "phiên dịch|thông dịch viên"},
    LabelRow{"vi", Kind::Question, "hỏi|câu hỏi"},
    LabelRow{"vi", Kind::Answer, "đáp|trả lời"},
    LabelRow{"yo", Kind::Interviewer, "olùbéèrè|abéèrè|oníbèéèrè|olùfọ̀rọ̀wánilẹ́nuwò|oṣiṣẹ́"},
    LabelRow{"yo", Kind::Respondent, "olùdáhùn|adáhùn"},
    LabelRow{"yo", Kind::Interpreter, "ògbufọ̀|ògbifọ̀"},
    LabelRow{"yo", Kind::Question, "ìbéèrè"},
    LabelRow{"yo", Kind::Answer, "ìdáhùn"},
    LabelRow{"zh", Kind::Interviewer,
             "采访者|訪問者|访问者|访谈者|訪談者|采访人|社工|心理咨询师|咨询师|调查员|調查員|记者|"
             "記者|研究者|民警|警官|工作人员|工作人員"},
    LabelRow{"zh", Kind::Respondent,
             "受访者|受訪者|被访者|被訪者|被采访者|当事人|當事人|服务对象|服務對象|案主|证人|證人|"
             "受害人|受害者"},
    LabelRow{"zh", Kind::Interpreter, "翻译|翻譯|口译|口譯|译员|譯員"},
    LabelRow{"zh", Kind::Question, "问|提问|问题|問題|提問"},
    LabelRow{"zh", Kind::Answer, "答|回答"},
};

/// Words before a colon that name no speaker.
constexpr std::array kFieldNames{
    std::string_view{
        "name|names|date|time|place|location|note|notes|nb|n b|ps|plan|plans|age|sex|gender|"
        "nationality|country|language|languages|address|telephone|phone|email|e mail|mail|fax|from|"
        "to|cc|bcc|subject|re|source|reference|references|ref|code|case|case no|case number|file|"
        "file no|title|topic|theme|summary|conclusion|conclusions|recommendation|recommendations|"
        "background|history|risk|risks|needs|need|health|family|school|work|job|income|debts|"
        "documents|housing|agreed|decision|decisions|action|actions|next|next steps|next "
        "step|steps|"
        "present|absent|participants|attendees|duration|recorded|transcribed by|edited by|written "
        "by|interviewed by|interviewed|person interviewed|name of interviewer|worker|editor|author|"
        "copyright|http|https|status|result|results|outcome|outcomes|outputs|output|example|"
        "examples|observation|observations|comment|comments|remark|remarks|description|purpose|aim|"
        "objective|objectives|method|methods|question types|assessment|concerns|concern|follow up|"
        "referred "
        "by|referral|departures|arrivals|repairs|chorus|verse|scene|act|image|photo|caption|"
        "footnote|footnotes|foreword|preface|bibliography|editor's note|interviewer's note|persons "
        "interviewed|chapter|section|"
        "part|page|table|figure|appendix|article|week|day|month|year|monday|tuesday|wednesday|"
        "thursday|friday|saturday|sunday|warning|attention|important|p s|i e|e g|moral|occupation|"
        "residence|place of residence|place of "
        "birth|birthplace|home|district|state|project|folklore|"
        "story|story teller|words|no words|keywords|abstract|introduction|discussion|total|urgent|"
        "escort|preliminary decision|initial impression"},
    std::string_view{
        "nombre|fecha|lugar|nota|notas|edad|sexo|código|dirección|teléfono|asunto|resumen|"
        "observaciones|recomendación|recomendaciones|idioma|nacionalidad|data|local|idade|endereço|"
        "telefone|assunto|resumo|observações|recomendações|nom|prénom|lieu|âge|sexe|adresse|objet|"
        "langue|nationalité|remarque|remarques|résumé|durée|luogo|età|sesso|indirizzo|telefono|"
        "oggetto|lingua|nome|datum|ort|alter|geschlecht|anschrift|betreff|sprache|anmerkung|"
        "bemerkung|hinweis|offen|unterbringung|aufenthalt|dauer|ime|datum|mjesto|mesto|dob|spol|"
        "pol|"
        "adresa|telefon|predmet|napomena|bilješka|zaključak|dogovoreno|emri|data|vendi|mosha|"
        "gjinia|"
        "adresa|shënim|gjuha|nume|locul|vârsta|sex|subiect|observații|observațiile operatorului|"
        "către|catre|subiect|ad|isim|tarih|yer|yaş|cinsiyet|adres|konu|not|dil|nama|tanggal|tempat|"
        "usia|umur|alamat|catatan|bahasa|họ tên|ngày|địa điểm|tuổi|giới tính|ghi chú|nhận xét|mã "
        "số|"
        "jina|tarehe|mahali|umri|jinsia|kumbuka|pangalan|petsa|lugar|edad|kasarian|tala|suna|"
        "kwanan wata|shekaru"},
    std::string_view{
        "имя|фамилия|дата|место|возраст|пол|адрес|телефон|тема|примечание|заметка|вывод|решение|"
        "язык|код|итог|период|документы|статус|выход|вербовка|характер|ім'я|прізвище|вік|стать|"
        "адреса|примітка|висновок|мова|име|возраст|място|забележка|заключение|език|датум|место|"
        "белешка|напомена|закључак|језик|الاسم|التاريخ|المكان|العمر|الجنس|ملاحظة|ملاحظات|"
        "الموضوع|اللغة|العنوان|نام|تاریخ|جگہ|عمر|جنس|نوٹ|زبان|نام|दिनांक|स्थान|उम्र|आयु|लिंग|"
        "टिप्पणी|भाषा|नाम|मिति|कैफियत|नाम|নাম|তারিখ|স্থান|বয়স|লিঙ্গ|মন্তব্য|ভাষা|কোড|姓名|日期|"
        "地点|年龄|性别|备注|说明|语言|地址|电话|主题|结论|注意|地點|年齡|性別|備註|語言|電話|ชื่อ|"
        "วันที่|"
        "สถานที่|อายุ|เพศ|หมายเหตุ|ภาษา|รหัส|ឈ្មោះ|កាលបរិច្ឆេទ|អាយុ|ភេទ|សម្គាល់|ຊື່|ວັນທີ|ອາຍຸ|"
        "ເພດ|ໝາຍເຫດ|အမည်|ရက်စွဲ|အသက်|မှတ်ချက်|ስም|ቀን|ቦታ|ዕድሜ|ፆታ|ማስታወሻ"},
};

struct Pair {
  std::string_view question, answer;
};

constexpr std::array kPairs{
    Pair{"q", "a"},   Pair{"q", "r"},     Pair{"i", "r"},  Pair{"i", "p"},   Pair{"i", "a"},
    Pair{"p", "r"},   Pair{"d", "r"},     Pair{"f", "a"},  Pair{"t", "j"},   Pair{"s", "j"},
    Pair{"s", "c"},   Pair{"s", "y"},     Pair{"h", "d"},  Pair{"h", "t"},   Pair{"p", "o"},
    Pair{"v", "a"},   Pair{"k", "v"},     Pair{"в", "о"},  Pair{"п", "о"},   Pair{"з", "в"},
    Pair{"п", "в"},   Pair{"и", "р"},     Pair{"س", "ج"},  Pair{"问", "答"}, Pair{"問", "答"},
    Pair{"문", "답"}, Pair{"ถ", "ต"},     Pair{"प्र", "उ"}, Pair{"প্র", "উ"},  Pair{"ερ", "απ"},
    Pair{"ε", "α"},   Pair{"int", "res"}, Pair{"s", "p"},
};

KnownLabel labelOf(Kind kind) {
  switch (kind) {
    case Kind::Interviewer:
      return {SpeakerRole::Interviewer, false, false};
    case Kind::Respondent:
      return {SpeakerRole::Respondent, false, false};
    case Kind::Interpreter:
      return {SpeakerRole::Interpreter, false, false};
    case Kind::Other:
      return {SpeakerRole::Other, false, false};
    case Kind::Question:
      return {SpeakerRole::Interviewer, true, false};
    case Kind::Answer:
      return {SpeakerRole::Respondent, false, true};
  }
  return {};
}

void eachPart(std::string_view list, const std::function<void(std::string_view)>& visit) {
  while (!list.empty()) {
    const std::size_t bar = list.find('|');
    visit(list.substr(0, bar));
    list.remove_prefix(bar == std::string_view::npos ? list.size() : bar + 1);
  }
}

const std::unordered_map<std::string, KnownLabel>& knownLabels() {
  static const auto labels = [] {
    std::unordered_map<std::string, KnownLabel> all;
    for (const LabelRow& row : kLabels) {
      eachPart(row.labels,
               [&](std::string_view label) { all.emplace(labelKey(label), labelOf(row.kind)); });
    }
    return all;
  }();
  return labels;
}

const std::unordered_set<std::string>& fieldNames() {
  static const auto names = [] {
    std::unordered_set<std::string> all;
    for (const std::string_view list : kFieldNames) {
      eachPart(list, [&](std::string_view name) { all.insert(labelKey(name)); });
    }
    return all;
  }();
  return names;
}

const std::set<std::pair<std::string, std::string>>& questionAnswerPairs() {
  static const auto pairs = [] {
    std::set<std::pair<std::string, std::string>> all;
    for (const Pair& pair : kPairs) all.emplace(labelKey(pair.question), labelKey(pair.answer));
    return all;
  }();
  return pairs;
}

std::string_view withoutNumber(std::string_view key) {
  const std::size_t last = key.find_last_not_of("0123456789 #");
  return last == std::string_view::npos ? std::string_view() : key.substr(0, last + 1);
}

}  // namespace

std::string labelKey(std::string_view label) {
  const std::string folded = fold(label);
  std::string key;
  bool gap = false;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = nextCodepoint(folded, at);
    const auto code = static_cast<UChar32>(c);
    const bool mark = (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
    if (u_isUAlphabetic(code) || u_isdigit(code) || mark || c == U'\'') {
      if (gap && !key.empty()) key += ' ';
      gap = false;
      key.append(folded, begin, at - begin);
    } else {
      gap = true;
    }
  }
  return key;
}

std::optional<KnownLabel> knownLabel(std::string_view key) {
  const auto& labels = knownLabels();
  auto found = labels.find(std::string(key));
  if (found == labels.end()) found = labels.find(std::string(withoutNumber(key)));
  if (found == labels.end()) return std::nullopt;
  return found->second;
}

bool isFieldName(std::string_view key) {
  return fieldNames().count(std::string(withoutNumber(key))) != 0;
}

bool isQuestionAnswerPair(std::string_view question, std::string_view answer) {
  return questionAnswerPairs().count(
             {std::string(withoutNumber(question)), std::string(withoutNumber(answer))}) != 0;
}

bool maybeInPair(std::string_view key) {
  const std::string base(withoutNumber(key));
  const auto& pairs = questionAnswerPairs();
  return std::any_of(pairs.begin(), pairs.end(),
                     [&](const auto& pair) { return pair.first == base || pair.second == base; });
}

}  // namespace retold

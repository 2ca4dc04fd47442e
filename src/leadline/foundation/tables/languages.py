"""Letters and everyday words of languages, to tell in which encoding they stand.

The words are the commonest of each language that are three letters or longer, or
hold a letter of its own; written from knowledge of the languages.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The letters beyond a to z, and common words; the encodings it is written in."""

    letters: frozenset[str]
    words: frozenset[str]
    encodings: tuple[str, ...]
    rare: float = 0.0


WEST = ("cp1252", "mac_roman", "cp850")
MIDDLE = ("cp1250", "iso8859_2", "cp852")
BALTIC = ("cp1257",)
CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866")


def _language(
    letters: str, words: str, encodings: tuple[str, ...], rare: float = 0.0
) -> Language:
    every = letters + letters.upper()
    return Language(frozenset(every), frozenset(words.split()), encodings, rare)


LANGUAGES = (
    _language(
        "éïèç",
        "the and not for with you are this that have from but when was can our",
        WEST,
    ),
    _language(
        "äöüß",
        "der die das und ist nicht für mit wir auf ein eine den von bei über können "
        "möchte wird zum auch sind bitte schön",
        WEST,
    ),
    _language(
        "éèêëàâçùûüîïôœæ",
        "les des est une pas pour que dans nous vous avec sur très à été être même "
        "déjà où plus mais sont",
        WEST,
    ),
    _language(
        "ñáéíóúü¿¡ºª",
        "que los las una para con por del más está qué también cómo pero muy nos "
        "sin hay cuando aquí así",
        WEST,
    ),
    _language(
        "ãõçáéíóúâêôàü",
        "que não uma para com por mais muito são está você também então dos das "
        "até já é sem quando ao",
        WEST,
    ),
    _language(
        "àèéìòùîó",
        "che per non una con del sono più della è perché anche può come gli nel già "
        "molto così",
        WEST,
    ),
    _language(
        "ëéèïöüê",
        "het een niet van voor met dat zijn wij naar ook maar bij geen één als kan "
        "deze graag",
        WEST,
    ),
    _language(
        "åäöé",
        "och att det inte för som med vi är på till har när jag kan går så från "
        "också skulle vill",
        WEST,
    ),
    _language(
        "æøåé",
        "det ikke for som med til har når jeg kan på og vi er så fra også gør være "
        "kunne vil ville får",
        WEST,
    ),
    _language(
        "äöå",
        "että mutta kun jos olla voi tämä niin myös sitä minä siinä hyvä näkyy "
        "miten pitäisi enää ei on ja se mitä tai ovat eivät olisi kiitos sen meidän",
        WEST,
    ),
    _language(
        "áéíóúýðþæö",
        "það sem ekki við fyrir með þetta eru var þegar hægt ég er mjög",
        WEST,
        0.06,
    ),
    _language(
        "çğıöşüâîû",
        "bir bu için çok daha ile olarak değil gibi ama yok var nasıl lütfen sonra "
        "olmalı mı",
        ("cp1254", "cp857"),
    ),
    _language(
        "ąćęłńóśźż",
        "nie się jest że dla jak ale czy przez tego można bardzo już tylko proszę "
        "być brak oraz gdy",
        MIDDLE,
    ),
    _language(
        "áčďéěíňóřšťúůýž",
        "není je se že pro ale jak při nebo můžete když jsem může být také mám "
        "prosím kde bych",
        MIDDLE,
    ),
    _language(
        "áäčďéíĺľňóôŕšťúýž",
        "nie je sa že pre ale ako pri alebo môže keď som byť tiež mám prosím kde veľmi",
        MIDDLE,
    ),
    _language(
        "áéíóöőúüű",
        "hogy nem egy van meg csak kell még vagy lehet nagyon amikor és kérem után "
        "több lenne",
        MIDDLE,
    ),
    _language(
        "ăâîşţșț",
        "este nu să la în pentru din mai care cu nici când vă rog foarte și şi sunt",
        MIDDLE,
    ),
    _language(
        "čćđšž",
        "nije da se je za na kod što kako ali može samo kada već više treba ne mogu "
        "nema molim nam bi sam sve",
        MIDDLE,
    ),
    _language(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў",
        "не что это как для при или мы вы на по из но очень нет можно все когда "
        "було від що та не це як",
        CYRILLIC,
    ),
    _language(
        "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",
        "και το να είναι δεν για με που από στο την του των θα αλλά όταν πολύ",
        ("cp1253", "iso8859_7", "cp737"),
    ),
    _language(
        "ąčęėįšųūž",
        "yra kad bet nėra per dėl labai kai ir jei tai yra mums reikia galima negalima "
        "prašome prašau būtų gali arba taip pat ačiū mūsų kaip mes aš nuo iki po šį "
        "visi visą dar tik jau kur buvo reikėtų galėtų turi negali neveikia neišeina "
        "lėtai greitai sąrašas sąskaita puslapis po atnaujinimo",
        BALTIC,
    ),
    _language(
        "āčēģīķļņšūž",
        "ir un nav kas par bet ļoti lai kad mēs tas jūs mums var nevar vai arī tikai "
        "lūdzu paldies būtu kā pēc šo šis no uz ja pie bez ar jau vēl visi mūsu kur "
        "bija vajag vajadzētu gribu strādā nestrādā lēni ātri rēķins saraksts lapa "
        "atjauninājuma",
        BALTIC,
    ),
    _language(
        "äõöüšž",
        "ei on väga kui see ja et ma me seda mis meil aga või siis kas palun aitäh "
        "oleks pole võiks saab saa ning ka pärast enam jälle kõik meie kus oli peaks "
        "töötab tööta aeglane kiire arve nimekiri leht uuendust tuleb üks ühe",
        BALTIC,
    ),
)

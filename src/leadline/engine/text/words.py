"""Words that name nothing: they never make a keyword."""

from __future__ import annotations

_WORDS = {
    "en": """
a about above actually after again all almost already also although always am an and
another any anyone anything are aren around as ask asked at away back be because been
before being best better between both but by came can cannot cant come could couldn
did didn do does doesn doing don done dont down each either else ever every everything
few first for from further gave get gets getting give given go goes going gone good
got had hadn has hasn have haven having he hello help her here hers hi him his how
however i if im in instead into is isn it its itself ive just keep kept know last
later least less let like ll look looks lot made make makes making many may maybe me
mean might mine more most much must my myself need needed needs never new next no none
nor not nothing now of off often oh ok old on once one only or other others our ours
out over own part per perhaps please possible put quite rather re really right said
same say says see seem seems seen shall she should shouldn show shows since so some
someone something sometimes soon still such sure take taken tell than thank thanks
that the their theirs them then there these they thing things think this those though
through thus till to today together told too took tried tries try trying two under
until up upon us use used uses using ve very want wanted wants was wasn way we well
went were weren what whatever when where whether which while who whole whom whose why
will with within without won would wouldn yes yet you your yours yourself
""",
    "de": """
aber alle als also am an andere anderen auch auf aus bei beim bereits bin bis bitte da
damit dann das dass dem den denn der des dich die dies diese dieser dieses dir doch du
durch eben eigentlich ein eine einem einen einer eines einfach er es etwas euch euer
für ganz gar gegen gibt hab habe haben hat hatte hier hätte hätten ich ihm ihn ihnen
ihr ihre im immer in ins irgendwie ist ja jede jeden jeder jedes jetzt kann kein keine
keinen können könnte könnten leider machen macht mal man mehr mein meine mich mir mit
muss möchte möchten müssen nach nicht nichts noch nun nur ob oder ohne schon sehr sein
seine sich sie sind so soll sollte sollten sonst um und uns unser unsere unseren
unserer unter viel viele vielleicht vom von vor war warum was weil weiter welche wenn
wer werde werden wie wieder wieso will wir wird wo wollen wurde wurden wäre würde
würden zu zum zur zwar über
""",
    "fr": """
ai ait alors après au aucun aussi autre aux avait avant avec avoir bien bon bonjour
bonne car ce cela ces cet cette chaque chez comme comment dans de depuis des deux dire
doit donc donne dont du déjà elle elles en encore entre est et eu faire fait faut fois
font ici il ils jamais je juste la le les leur lors lorsque lui là ma mais me merci
mes mettre moi moins mon même ne non nos notre nous on ont ou où par pas peu peut
peuvent peux plus plusieurs pour pourquoi pouvez pouvoir puis qu quand que quel quelle
quelque quelques qui rien sa sans se sera serait ses si simplement soit sommes son
sont souvent sur ta tant te toujours tous tout toute toutes trop très tu un une vers
voici voilà voir vos votre vous vraiment y à était êtes être
""",
    "es": """
ahora al algo aquí así aunque cada como con cosa cual cuando cuanto cuál cuándo de
debe decir del desde después donde dónde el ella ellos en entre era eran es esa ese
eso esos esta estaba estado estamos este esto estos está están favor fue fueron
gracias ha hace hacer han hasta hay haya he hemos hola la las le lo los luego me mi
mis mismo mucha muchas mucho muchos muy más nada ni ninguna ningún no nos nuestra
nuestras nuestro nuestros nunca o otra otro para pero poder podría por porque puede
pueden puedo pues que quería quien quiere quiero qué se sea ser sería si siempre sin
sobre solo somos son su sus sólo tal también tan tanto te tenemos tener tengo tiene
tienen todas todo todos un una unas uno unos usted ustedes va vez voy y ya yo
""",
    "pt": """
agora ainda algum alguma além antes ao aos aqui as assim até bem cada coisa com da das
depois desde dessa desse desta deste deve disso do dois dos e ela elas ele eles em
entre então era eram essa essas esse esses esta estamos estas este estes estou está
estão eu favor fazer foi foram há isso isto já lhe lá mais mas me meu meus minha
minhas muita muitas muito muitos na nada nas nem nessa nesse nesta neste no nos nossa
nossas nosso nossos nunca não o obrigada obrigado onde os ou outra outro para pela
pelo pode podem pois por posso quais qual quando que quem quero se sem sempre ser
seria seu sobre somos sou sua suas são só tal também tanto tem temos tenho ter toda
todas todo todos tudo um uma uns vai vez você vocês vou é
""",
    "nl": """
aan al alle alleen alles als altijd andere beetje ben bent beter bij daar daarom dan
dat de deze dezelfde die dit dus een eens eigenlijk elke en er erg even ga gaan gaat
geen gewoon graag haar had hadden heb hebben hebt heeft heel hem het hier hij hoe hun
iedere iemand iets ik in is ja je jij jou jouw juist jullie kan kon krijg krijgen
kunnen kunt laat lang laten maar mag maken me meer men met mij mijn misschien moet
moeten mogen na naar nee niet nog nooit nu of om omdat onder ons onze ooit ook op over
soms steeds te terwijl toch toen tot tussen u uit uw vaak van veel via vind volgens
voor vooral voordat waar waarom want waren wat we weer weet wel welke werd werden wie
wij wil willen worden wordt zal ze zelf zich zijn zo zonder zou zouden
""",
    "it": """
abbiamo adesso ai al alla alle allo anche ancora avere bene che chi ci ciascuno cioè
coi col come con cosa così cui da dagli dai dal dalla dalle dallo dei del della delle
deve devo di dopo dove e ed era essere fa fare fatto finché già gli grazie ha hai
hanno ho i il in io la le lei li lo loro lui lì ma meno mi mia mie miei mio molto ne
negli nei nel nella nello nessun nessuno niente noi non nostra nostre nostri nostro o
ogni ora ormai per perché più poi possiamo posso potrebbe puoi pure può qualche quando
quasi quelle quelli quello questa queste questi questo qui sarebbe se sei sempre senza
si sia siamo siete solo sono sopra spesso sta stati stato su sua sui sul sulla sulle
suo ti tra troppo tutta tutte tutti tutto un una uno vi voi volta vorrei
""",
}
EMPTY_IN = {tongue: frozenset(words.split()) for tongue, words in _WORDS.items()}
"""Function words by language: English, German, French, Spanish, Portuguese, Dutch
and Italian."""
EMPTY_WORDS = frozenset().union(*EMPTY_IN.values())
"""Function words of all seven languages."""
_TONGUES: dict[str, list[str]] = {}
for _tongue, _own in EMPTY_IN.items():
    for _word in _own:
        _TONGUES.setdefault(_word, []).append(_tongue)
FEWEST_HITS = 2


def tongue_of(words: list[str]) -> str:
    """Return the language whose function words stand in the text, or "".

    Parameters
    ----------
    words : list of str
        The words of one text, case folded.

    Returns
    -------
    str
        Two letters; empty where fewer than two words tell, or two languages alike.

    Examples
    --------
    >>> tongue_of("how do i change my pin".split()), tongue_of(["export", "excel"])
    ('en', '')
    """
    hits = dict.fromkeys(EMPTY_IN, 0)
    for word in words:
        for tongue in _TONGUES.get(word, ()):
            hits[tongue] += 1
    first, second = sorted(hits, key=lambda t: (-hits[t], t))[:2]
    if hits[first] < FEWEST_HITS or hits[first] == hits[second]:
        return ""
    return first

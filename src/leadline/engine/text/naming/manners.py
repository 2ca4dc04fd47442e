"""How people open, ask and close in seven languages: never part of a need's name.

Each pattern is written to be matched without regard to case. The languages are
English, German, French, Spanish, Portuguese, Dutch and Italian.
"""

from __future__ import annotations

import re

_HELLO = (
    "hi|hiya|hello|hey|howdy|greetings|good (?:morning|afternoon|evening|day)|"
    "hallo|guten (?:tag|morgen|abend)|moin|servus|grüß gott|grüezi|"
    "bonjour|bonsoir|salut|coucou|hola|buen(?:os|as) (?:d[ií]as|tardes|noches)|buenas|"
    "olá|oi|bom dia|boa (?:tarde|noite)|hoi|goede(?:morgen|middag|navond|ndag)|"
    "ciao|buon ?giorno|buona ?sera|salve|hej|god dag"
)
_DEAR = (
    "dear|liebe[rs]?|sehr geehrte[rs]?|ch[eè]re?s?|estimad[oa]s?|querid[oa]s?|"
    "prezad[oa]s?|car[oaie]|caros|egregio|gentil[ei]|spettabile|beste|geachte"
)
_ALL = (
    "there|all|team|support|everyone|everybody|folks|guys|zusammen|leute|"
    "à tous|tout le monde|a todos|equipo|equipe|allemaal|a tutti"
)
GREETING = re.compile(
    rf"^(?:(?:{_HELLO})\b(?:[ ,]*(?:{_ALL})\b)*(?:[^.!?,:;\n]{{0,40}}?[,!:]|"
    rf"[.!;\u2013-]+)?"
    rf"|(?:{_HELLO})\b[^.!?,:;\n]{{0,40}}$"
    rf"|(?:{_DEAR})(?: (?:\w+\b\.?)){{1,5}}\s*[,!:]"
    r"|(?:thanks?(?: you)?|please help)\s*[,!.:;\u2013-]+)\s*",
    re.I,
)
INNER_GREETING = re.compile(
    r"(?<!\s)\s+(?=(?:Hi|Hello|Hey|Hallo|Bonjour|Bonsoir|Hola|Ciao|Buongiorno|Buonasera|Ol[áa]"
    r"|Hoi|Hej|Moin|Good (?:morning|afternoon|evening|day)|Guten (?:Tag|Morgen|Abend)"
    r"|Buenos d[ií]as|Buenas tardes|Bom dia|Boa tarde|Goede(?:morgen|middag|navond)"
    r"|Sehr geehrte[rs]?|Dear (?=[A-Z]))\b)"
)
CLOSING = re.compile(
    r"(?:^|[\s,.!?])(?:(?:best|kind(?:est)?|warm(?:est)?|many|with) (?:regards|wishes|"
    r"thanks)|regards|sincerely|yours (?:truly|faithfully)|cheers|best,|"
    r"thank(?:s| you)|thx|tnx|many thanks|"
    r"mit (?:freundlichen|besten|lieben|herzlichen) grü(?:ß|ss)en|"
    r"(?:viele|liebe|beste|schöne|herzliche|freundliche) grü(?:ß|ss)e|"
    r"vielen dank|danke|mfg|lg,|vg,|"
    r"cordialement|bien à vous|(?:bien )?cordialement|salutations|merci(?: d'avance| "
    r"bea"
    r"ucoup| par avance)?|"
    r"(?:un )?saludos?|atentamente|(?:muchas )?gracias|"
    r"(?:cordiali|distinti|cari) saluti|saluti|(?:molte |mille )?grazie|"
    r"(?:melhores )?cumprimentos|atenciosamente|(?:muito )?obrigad[oa]|abra[cç]os?|"
    r"met (?:vriendelijke|hartelijke) groet(?:en)?|(?:vriendelijke )?groet(?:en|jes)?|"
    r"(?:alvast )?(?:bedankt|dank je|dank u)|bvd|"
    r"med vänliga? hälsning(?:ar)?|mvh|hälsningar|tack på förhand)(?![\w'])",
    re.I,
)
MACHINE = re.compile(
    r"\bsent from (?:my|outlook|yahoo|mail)\b|\bget outlook\b|\bgesendet (?:von|mit)\b|"
    r"\bvon meinem (?:iphone|handy|ipad|samsung)|\benvoyé (?:de|depuis)\b|"
    r"\benviado (?:desde|do|de)\b|\binviato da\b|\bverzonden vanaf\b|\bskickat från\b|"
    r"(?<!-)-----+\s*\w+|_{3,}|(?:^|\s)--\s|\bon\b.{4,70}\bwrote\s*:|\bam\b.{4,70}\bschrieb\b"
    r".{0,40}:|\ble\b.{4,70}\ba écrit\s*:|\bel\b.{4,70}\bescribió\s*:|\b(?:em|"
    r"a)\b.{4,70}"
    r"\bescreveu\s*:|\bil\b.{4,70}\bha scritto\s*:|\bop\b.{4,70}\bschreef\b.{0,40}:|"
    r"\bconfidential(?:ity)? notice\b|\bdisclaimer\b|\bintended (?:only|solely) for\b|"
    r"\bunsubscribe\b|\bbefore printing\b|\bvertraulich\b|\bvertrouwelijk\b|\briservat"
    r"|\bconfidencial\b|\bconfidentiel",
    re.I,
)
MACHINE_SIGNS = (
    "sent from|get outlook|gesendet|von meinem|envoyé|enviado|inviato|verzonden|"
    "skickat|--|___|wrote|schrieb|écrit|escribió|escreveu|scritto|schreef|confiden|"
    "disclaimer|intended|unsubscribe|before printing|vertraulich|vertrouwelijk|riservat"
).split("|")
"""Without one of these, in small letters, `MACHINE` is nowhere in a text."""
SUBJECT = re.compile(
    r"^(?:(?:re|aw|fwd?|sv|wg|tr|rif|rv|antw?|doorst)\s*:\s*"
    r"|\((?:no subject|kein betreff|sans objet|sin asunto|sem assunto|geen onderwerp|"
    r"nessun oggetto)\)\s*)+",
    re.I,
)
_SOFT = (
    "please|pls|plz|kindly|just|also|so|well|ok|okay|oh|but|and|anyway|actually|"
    "basically|sorry|guys|hey|urgent|fyi|btw|hopefully|"
    "bitte|auch|und|aber|also|leider|s'il (?:vous|te) pla[iî]t|svp|aussi|mais|et|donc|"
    "por favor|tambi[eé]n|pero|y|também|mas|alstublieft|alsjeblieft|aub|ook|maar|en|"
    "graag|per favore|per cortesia|anche|purtroppo"
)
LEAD = re.compile(rf"^(?:(?:{_SOFT})\b|[^\w\s]+)\s*[,:!.\u2013-]*\s*", re.I)
TAIL = re.compile(
    r"(?<![,\s])[,\s]+(?:please|pls|plz|asap|urgently|bitte|svp|s'il vous pla[iî]t|"
    r"por favor|alstublieft|alsjeblieft|aub|per favore)[\s.!]*$",
    re.I,
)
ASKING = tuple(
    re.compile(rf"^(?:{pattern})\s+", re.I)
    for pattern in (
        # English: what comes before the thing that is asked for.
        r"(?:can|could|would|will) (?:you|u|ya|someone|anyone|somebody)(?: guys)?"
        r"(?: (?:please|kindly|maybe|possibly|also))*"
        r"(?: (?:tell|help|show|advise|inform|let|explain)(?: (?:to )?(?:me|us))?"
        r"(?: (?:know|understand|out|with|about|to|why|how to))*)?",
        r"(?:can|could|may|should|would|do|will) (?:i|we|one)(?: (?:please|also|just|"
        r"still|possibly|be able to|have to|need to))*",
        r"(?:is|are|was) (?:it|there)(?: \w+)? (?:possible|ability|option|function|"
        r"an? (?:\w+ )?(?:way|option|possibility|method|chance))"
        r"(?: (?:for (?:me|us|you)|to|that|of|where))*",
        r"(?:how|where) (?:do|can|would|could|should|might|did|will) (?:i|we|you|u|one)"
        r"(?: (?:go about|please|be able to|actually|just))?",
        r"how to|how about|what about",
        r"(?:regarding|concerning|about|as for|with regard to|betreffend|bezüglich|"
        r"concernant|au sujet de|sobre|acerca de|em relação a|riguardo a|betreffende)",
        r"(?:please )?help(?: (?:me|us))?(?: (?:to|with|out))?",
        r"(?:i|we)(?: have|'ve|\u2019ve)? been(?= \w+ed\b)",
        r"(?:i|we|i'd|we'd|id)(?: would| do| did)?(?: \w+ly| also| just)? "
        r"(?:like|love|want|need|wish|wanted|needed|hope|prefer|have)(?: you| u)? to"
        r"(?: (?:be able to|know|understand|find out|see))*"
        r"(?: (?:if|how to|how|whether|why|what|when|about))?",
        r"(?:i|we)(?: would|'d|\u2019d)(?: \w+ly)? (?:like|love|appreciate|want)"
        r"(?: it)?(?: if| when)?(?: (?:you|i|we|there)(?: (?:could|can|would|was|"
        r"were))?)?",
        r"(?:i|we|i'd) (?:really |just |also |only )?wish(?: that)?"
        r"(?: (?:i|we|you|there|they)(?: (?:could|can|would|was|were|had))?)?",
        r"(?:only|my) wish(?: is)?(?: that)?",
        r"(?:it|that)(?: would|'d|\u2019d| will) be (?:so |very |really |even "
        r")?(?:nice|great|"
        r"good|helpful|lovely|awesome|cool|useful|perfect|better|amazing)"
        r"(?: (?:if|to|when))(?: (?:you|i|we|there|they|u)(?: (?:could|can|would|was|"
        r"were|"
        r"had))?)?",
        r"(?:would|will) be (?:so |very |really |even )?(?:nice|great|good|helpful|"
        r"cool|"
        r"better|perfect|awesome) (?:if|to)(?: (?:you|i|we|there|u)(?: (?:could|can|"
        r"would|"
        r"was|were))?)?",
        r"(?:i am|i'm|i\u2019m|im|we are|we're|i was|was) (?:looking|hoping|wondering|"
        r"asking|"
        r"writing|contacting you|curious)(?: (?:to|for|if|whether|about|because|you "
        r"could|"
        r"why|how|what))*",
        r"(?:i|we) (?:really |just |also |still )?(?:think|believe|guess|feel|noticed|"
        r"notice|suggest|heard)(?: that)?",
        r"(?:my|one|the|a) (?:question|suggestion|request|issue|problem) is(?: that)?",
        r"(?:i have|i've got|got) (?:a|one|another) (?:question|problem|request|issue)"
        r"(?: (?:about|on|with|regarding))?",
        r"(?:any|an) (?:chance|idea|ideas|way)(?: (?:of|to|how|why|that|for|you "
        r"could))*",
        r"(?:do|did) (?:you|u)(?: guys)? know(?: (?:if|how|why|when|that|what|how "
        r"to))?",
        r"what (?:do|should|can|must|would) (?:i|we)(?: (?:need|have) to)? do"
        r"(?: (?:if|when|to|about))?",
        r"what(?:'s| is| are| were| was) (?:the (?:way|steps?|process|procedure)) "
        r"(?:to|for)",
        r"(?:tell|help|show|let|advise) (?:me|us)(?: (?:to|know|out|with|how to|how|"
        r"why|if|"
        r"what))*",
        r"(?:i|we) (?:do not|don't|don\u2019t|dont) (?:know|understand)(?: (?:how to|"
        r"why|how|"
        r"what|if|where))?",
        r"(?:i|we)(?: am|'m|\u2019m|'ve| have| are|'re)?(?= (?:need|want|trouble|"
        r"having|"
        r"trying|unable|not|still|missing)\b)",
        # German.
        r"(?:ich|wir) (?:möchten?|würden?|wollen|will|wollten?|hätten?|brauchen?|"
        r"benötigen?)"
        r"(?: (?:gern|gerne|bitte|auch|eigentlich|noch))*",
        r"(?:können|könnten|könnt|kannst|kann|könnte|würden) (?:sie|ihr|du|ich|wir|man)"
        r"(?: (?:mir|uns|bitte|auch|vielleicht))*",
        r"(?:wie|wo) (?:kann|können|könnte|muss|soll) (?:ich|wir|man)",
        r"(?:ist|wäre) es möglich,?(?: dass)?",
        r"es wäre (?:sehr |echt )?(?:schön|toll|super|gut|hilfreich|klasse|prima),? "
        r"wenn",
        r"gibt es (?:eine|die) (?:möglichkeit|option),?",
        # French.
        r"(?:je|nous|on) (?:voudrais|voudrions|souhaite|souhaitons|souhaiterais|veux|"
        r"voulons|voudrait|aimerais|aimerions|aimerait)(?: bien)?(?: pouvoir| savoir| "
        r"que)?",
        r"(?:pouvez|pourriez)[- ]vous(?: me| nous)?(?: dire)?",
        r"comment (?:puis[- ]je|faire pour|peut[- ]on|on peut|je peux|dois[- ]je)",
        r"est[- ]ce (?:que |qu')(?:je peux|vous pouvez|on peut|il est possible (?:de|"
        r"d'))",
        r"(?:est[- ]il|serait[- ]il|il est|il serait) (?:possible|bien|utile|pratique|"
        r"super)"
        r"(?: (?:de|que))?",
        # Spanish.
        r"(?:quiero|quisiera|quisiéramos|querría|queremos|querríamos|me gustaría|"
        r"nos gustaría|necesito|necesitamos)(?: poder| saber| que)?",
        r"¿?(?:pueden|puede|podrían|podría|podéis|puedo|podemos)(?: usted(?:es)?)?",
        r"¿?cómo (?:puedo|podemos|se puede|hago para|hacer para)",
        r"¿?(?:es|sería) (?:posible|bueno|genial|útil|estupendo|ideal)(?: (?:que|"
        r"poder|si))?",
        # Portuguese.
        r"(?:quero|queria|queremos|gostaria de|gostaríamos de|preciso(?: de)?|"
        r"precisamos(?: de)?)(?: poder| saber| que)?",
        r"(?:podem|pode|poderiam|poderia|posso|podemos)",
        r"como (?:posso|podemos|faço para|fazer para|se pode)",
        r"(?:é|seria) (?:possível|bom|ótimo|útil|ideal)(?: (?:que|se|poder))?",
        # Dutch.
        r"(?:ik|we|wij) (?:wil|willen|zou|zouden|wilde)(?: (?:graag|ook))*",
        r"(?:kunnen|kunt|kun|kan) (?:jullie|u|je|ik|we|wij)(?: (?:ook|mij|me|ons))*",
        r"(?:hoe|waar) (?:kan|kun|kunnen|moet) (?:ik|je|we|wij|u)",
        r"(?:is|zou) het (?:mogelijk|kunnen)(?: zijn)?(?: om)?",
        r"het zou (?:fijn|handig|mooi|goed|leuk|prettig) zijn,?(?: (?:als|om))?",
        # Italian.
        r"(?:vorrei|vorremmo|voglio|vogliamo|desidero|mi piacerebbe|ho bisogno di|"
        r"abbiamo bisogno di|avrei bisogno di)(?: poter| sapere| che)?",
        r"(?:potete|puoi|può|potreste|potrebbe|posso|possiamo)",
        r"come (?:posso|possiamo|faccio (?:a|per)|si fa (?:a|per)|si può)",
        r"(?:è|sarebbe) (?:possibile|bello|utile|comodo|ideale)(?: (?:poter|se|che))?",
    )
)
CANNOT = re.compile(
    r"^(?:why )?(?:i|we|can't i|can't we)?(?: am| are|'m|\u2019m)?(?: still)? ?"
    r"(?:can ?not|can['\u2019]?t|could ?n['\u2019]?o?t|(?:not|un) ?able to"
    r"|(?:have ?n['\u2019]t|have not) been able to)(?: (?:i|we))?"
    r"(?: (?:to|seem to))?\s+(?!you\b)",
    re.I,
)
NOT_YET = re.compile(r"^(?:i|we) (?:have ?n['\u2019]t|have not) ", re.I)
DID_NOT = re.compile(r"^(?:i|we) (?:did ?n['\u2019]t|did not) ", re.I)
BE = re.compile(r"^be (?=\w+(?:ed|en|ut|id|nt)\b)", re.I)
"""What "will I be charged" leaves when "will I" has gone."""
WH = frozenset(
    "why when what where who which how whose warum wieso wann was wo wer welche wie "
    "pourquoi quand quoi où qui quel quelle comment por qué cuándo dónde quién cuál "
    "cómo "
    "porquê onde quem qual waarom wanneer wat waar wie welke hoe perché quando dove "
    "chi "
    "quale is are does did was has have do will".split()
)
DANGLING = frozenset(
    "a an the to of in on at by for with from into about as and or but nor so if when "
    "while because that than which who whose my your our their his her its this these "
    "is are was were be been am has have had do does did will would can could should "
    "may might must not no very just only also i we he she they even "
    "der die das den dem des ein eine einen einem einer und oder aber wenn weil dass "
    "ob in "
    "im am an auf zu zum zur von vom mit für bei nach aus über unter ist sind war hat "
    "haben wird werden kann nicht ich wir sie es mein meine unser unsere "
    "le la les l un une des du de d au aux à et ou mais si que qui quand pour par avec "
    "dans sur sans est sont a ont ne je nous vous il elle on mon ma mes notre nos "
    "el los las lo una unos unas al del en y o pero cuando porque por para con sin es "
    "son "
    "no mi mis nuestro nuestra se me yo "
    "os as um uma uns umas ao aos no na nos nas do da dos das em e mas quando porque "
    "com sem é são não meu minha nosso nossa "
    "het een en of maar als omdat dat die te van op aan met voor bij naar uit door "
    "niet "
    "wordt worden zijn mijn onze ik we wij "
    "il lo gli uno nel nella al alla dei delle della dello e o ma se che chi quando "
    "perché "
    "per con su tra fra non è sono mio mia nostro nostra".split()
)
BROKEN = re.compile(
    r"\b(?:an?|the) (?:an?|the|my|your|our|their|his|its|this|these|those)"
    r"(?![\w'\u2019-])|\b(?:can|could|should|would|must|may) to(?![\w'\u2019-])"
    r"|\b(?:der|die|das|den|dem|ein|eine|einen) (?:mein|unser)(?:e[nmrs]?)?\b"
    r"|\ble mon\b|\bla ma\b|\bles mes\b|\bel mi\b|\bla mi\b|\bde (?:mijn|onze)\b",
    re.I,
)
"""Where a word was lost, or one too many is left: "a my top-up", "what can to"."""
BACKWARD = frozenset(
    "it this that these those he she they him them there then and but or so because "
    "which "
    "otherwise therefore however same das dies diese dieses er sie es dann und aber "
    "denn "
    "ça cela ceci elle ils elles ce cette eso esto esta este él ella ellos entonces "
    "isso "
    "isto essa esse ele ela eles dit deze zij hij dan en questo questa quello quella "
    "lui "
    "lei loro poi".split()
)
MONTHS = (
    "jan(?:uary|uar|vier|eiro|uari)?|gennaio|enero|feb(?:ruary|ruar|ruari|rero|braio)?|"
    "février|fevereiro|mar(?:ch|zo|ço)|märz|mars|maart|apr(?:il|ile)?|avril|abril|may|"
    "mai|"
    "mayo|maio|mei|maggio|june?|juni|juin|junio|junho|giugno|july?|juli|juillet|julio|"
    "julho|luglio|aug(?:ust|ustus)?|août|agosto|sept?(?:ember|embre|iembre)?|setembro|"
    "settembre|o[ck]t(?:ober|obre|ubre)?|outubro|ottobre|nov(?:ember|embre|iembre|"
    "embro)?|"
    "de[cz](?:ember|embre)?|décembre|diciembre|dezembro|dicembre"
)
DATE = re.compile(
    rf"\b\d{{1,4}}(?:st|nd|rd|th|\.)?\s*(?:of |de |di )?(?:{MONTHS})\b"
    rf"|\b(?:{MONTHS})\.?\s+\d{{1,4}}|\b\d{{1,4}}[./-]\d{{1,2}}(?:[./-]\d{{2,4}})?\b"
    r"|\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b\d{1,2}\s?(?:am|pm|uhr|a\.m\.|p\.m\.)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:montag|dienstag|mittwoch|"
    r"donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|segunda-feira|"
    r"terça-feira|quarta-feira|quinta-feira|sexta-feira|maandag|dinsdag|woensdag|"
    r"donderdag|vrijdag|zaterdag|zondag|lunedì|martedì|mercoledì|giovedì|venerdì|"
    r"sabato|"
    r"domenica)\b"
    r"|\b(?:yesterday|tomorrow|tonight|last (?:week|month|year|night)|gestern|morgen "
    r"früh|"
    r"vorgestern|hier soir|hier matin|demain|ayer|mañana por|ontem|amanhã|gisteren|"
    r"ieri|"
    r"domani)\b",
    re.I,
)

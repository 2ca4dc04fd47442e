"""Words and turns that show which way a customer leans, in four languages."""

from __future__ import annotations

import re

MOST = 3
_CUES = {
    "keep": (
        r"\bleave (it|them|that|this|things|us|the \w+|the \w+ \w+|\w+)?\s?(as|in|"
        r"alone|be\b|stand|on\b|where|there|so|to me)"
        r"|\bleave (it|them|that)\b"
        r"|\bkeep (it|them|that|this|things|your|the \w+|\w+ \w+ as|both)\b"
        r"|\blet (it|them|things) (stand|live|be|stay)\b"
        r"|\bstay (as|calm|out|in|that way)\b"
        r"|\bhands off\b"
        r"|\bdon'?t (you dare|touch|change|take|drop|remove|cut|move|raise|start|"
        r"turn|close|stop|end)\b"
        r"|\b(please|pls) (do )?(don'?t|not|no)\b"
        r"|\bnot (be )?(touched|changed)\b"
        r"|\bno (change|need to change)\b"
        r"|\b(lasst|lassen sie|laßt|belassen|beibehalten|so lassen|weiterführen|"
        r"bleiben|bitte nicht|nicht rütteln|so bleiben|soll bleiben)\b"
        r"|\b(ne (nous |me |le |la |les )?(retirez|changez|touchez|supprimez|"
        r"coupez)|gardez|laissez|conserve[zr]|rester? (comme|ainsi))\b"
        r"|\b(no (lo |la |los |las |nos )?(quiten|cambien|toquen|retiren|supriman)|"
        r"déjen(lo|la|los|las)|dejen|mantengan|conserven|que siga)\b"
        r"|\b(laat (het|dat|zo)|niet veranderen|hou(d)? (het|dit))\b"
        r"|\b(lasciate|non (togliete|cambiate|toccate)|mantenete)\b"
        r"|\b(não (tirem|mudem|mexam)|deixem|mantenham)\b"
    ),
    "rely": (
        r"\b(rely|relies|relying|depend|depends|live(s)? on|count on)\b"
        r"|\b(the |that'?s |whole |entire |only |very |one |is )+(reason|why)\b"
        r"|\bwhy (we|i|they|he|she)('re|'m| are| am| is| chose| took| bought| came| "
        r"signed| pay| recommend)\b"
        r"|\bbecause (it|of|they|that|there|i|we)\b.{0,30}\b(works?|calm|"
        r"don'?t|never|reliab)"
        r"|\bwhat i (value|like|love|tell)\b"
        r"|\b(it|that|this|they) (just |all )?works?\b( (well|fine|beautifully|for "
        r"us|for me))?"
        r"|\b(as|the way) (it|things) (is|are|stands?|comes?|runs?|works?)\b"
        r"|\b(happy|content|satisfied|fine|pleased) (with|as|the way)\b"
        r"|\bit'?s (good|fine|right|enough)\b"
        r"|\b(i|we) (love|like|need|use|read|open) (it|that|them|the)\b"
        r"|\bwithout (it|that|them|this|the)\b"
        r"|\b(ohne|darauf (an|ver)|verlassen|zufrieden|deshalb|gerade weil|der "
        r"grund|brauchen wir|wir brauchen)\b"
        r"|\b(sans (ça|cela|lui|elle|ce|cette|le|la)|compte[rz]? dessus|la raison|"
        r"nous sommes (contents|satisfaits)|c'est pour (ça|cela))\b"
        r"|\b(sin (eso|ello|esto|el|la)|la razón|depend(o|emos)|contentos?|me "
        r"gusta)\b"
    ),
    "leave": (
        r"\b(i'?m|we'?re|we are|i am|he'?s|they'?re|then) (off|gone|out|leaving)\b"
        r"|\b(i'?d|we'?d|i would|we would|i'?ll|we'?ll|will|would|they'?d|he'?d|"
        r"she'?d) (leave|go elsewhere|go to|be (gone|off|out)|cancel|switch|delete|"
        r"look (for|elsewhere)|move (to|away)|end)\b"
        r"|\b(lose|losing|lost) (us|me|them|you)\b"
        r"|\belsewhere\b"
        r"|\blook(ing)? for another\b"
        r"|\banother (app|one|supplier|provider|tool|firm)\b"
        r"|\bout of business\b"
        r"|\bback to (paper|slips|the|pen)\b"
        r"|\b(kündigen|sind weg|bin (ich )?weg|wechseln|verliert|sind wir weg)\b"
        r"|\b(partons|partirai|résili|on s'en va|ailleurs|nous mettre dehors|"
        r"concurren)\w*"
        r"|\b(nos vamos|me voy|cancel(o|amos|aré)|otro proveedor|competencia)\b"
    ),
    "refuse": (
        r"\bno,? (thank|thanks|way|please)\b"
        r"|\bnever\b"
        r"|\bout of the question\b"
        r"|\bover my dead\b"
        r"|\bnot with (us|me)\b"
        r"|\b(won'?t|will not|would not|wouldn'?t|can'?t|cannot|could not|couldn'?t|"
        r"not going to|don'?t want|doesn'?t want|refuse[sd]?|forbid\w*|not allowed|"
        r"not possible|no use|useless|absurd|nonsense|joke|blackmail|bait|insult)\b"
        r"|\btoo (much|expensive|short|slow|late|risky)\b"
        r"|\b(nein|kein\w*|geht (bei uns )?nicht|wollen wir nicht|will ich nicht|"
        r"niemals|verbietet|unsinn|unfug|quatsch)\b"
        r"|\b(non merci|jamais|pas question|hors de question|impossible|refus\w+|"
        r"interdit)\b"
        r"|\b(no gracias|nunca|jamás|imposible|ni hablar|prohíbe)\b"
    ),
    "gone": (
        r"\bget rid\b"
        r"|\b(can|could|may|might|should) (go|be (dropped|removed|ended|cut|"
        r"closed))\b"
        r"|\b(take|throw|cross|cut|shut|switch|turn|put) (it|them|that|him|the \w+|"
        r"those|off|out)?\s?(away|out|off|down|an end)\b"
        r"|\bout with\b"
        r"|\bdrop (it|them|that)\b"
        r"|\bbury\b"
        r"|\b(remove|delete|stop|end|cancel|close) (it|them|that|what you like)\b"
        r"|\bwhy (is|are) (there|this|that|it) still\b"
        r"|\bno need (for|of|to)\b"
        r"|\bnobody (has|here|in|uses?|opens?|noticed|reads?|clicks?|needs?)\b"
        r"|\b(never|nobody'?s) (opened|used|called|read|needed|clicked|noticed)\b"
        r"|\bnot (miss|notice)\b"
        r"|\bwouldn'?t (miss|notice|feel)\b"
        r"|\b(weg damit|kann (gern(e)? )?weg|abschaffen|abschalten|braucht (hier |"
        r"bei uns )?(keiner|niemand)|nutzt (hier |bei uns |seit \w+ )*(keiner|"
        r"niemand))\b"
        r"|\b(supprime[zr]|débarrass\w+|personne (ici )?(ne |n')|plus personne|"
        r"arrête[zr])\b"
        r"|\b(quíten(lo|la)|elimin(en|ar)|nadie (lo |la |aquí )?(usa|utiliza|"
        r"abre))\b"
    ),
    "yes": (
        r"\b(about|high) time\b"
        r"|\b(finally|at last)\b"
        r"|\byes\b(!| please|,)"
        r"|\b(glad|gladly|happily|welcome|welcomes?|in favour|all for|relief)\b"
        r"|\b(fine|alright|okay|ok) (with|by|for) (me|us|him|her|them)\b"
        r"|\b(fair|reasonable|makes sense|good reason|understand completely|"
        r"understandable|sensible)\b"
        r"|\b(i'?d|we'?d|i would|we would|would|happy to|willing to|ready to) "
        r"(gladly |happily )?(pay|upgrade|take|accept|agree|understand|be (fine|"
        r"content|happy|glad|alright)|cheer)\b"
        r"|\bwithout (a |an )?(blink\w*|batting|thinking|meeting|second|hesitat\w*|"
        r"discussion|word)\b"
        r"|\b(suits?|suit) (me|us|him|her)\b"
        r"|\bthe sooner\b"
        r"|\bas far as (i am|i'm|we are|we're|he'?s|she'?s) concerned\b"
        r"|\bfor all i care\b"
        r"|\bplease do\b"
        r"|\bworth (it|that|the|every)\b"
        r"|\b(gern(e)?|einverstanden|wird zeit|endlich|in ordnung|völlig okay|recht "
        r"so|hätte ich erwartet|wäre in unserem sinne|von mir aus)\b"
        r"|\b(d'accord|volontiers|me paraît|nous convient|enfin|très bien|bonne "
        r"idée|sans crainte)\b"
        r"|\b(de acuerdo|encantad\w+|por fin|nos parece bien|contentos|buena idea|"
        r"con gusto)\b"
    ),
    "bad": (
        r"\b(annoy\w*|pain|fed up|sick of|tired of|hate\w*|terrible|awful|nightmare|"
        r"mess|chaos|broken|breaks?|crash\w*|slow\w*|bug\w*|wrong|complain\w*|cross|"
        r"mad|vanish\w*|lost|lose|suffer\w*|wast\w+|forget|forgot|trouble|scar\w+|"
        r"creepy|stolen|fak\w+|joke|worse)\b"
        r"|\b(can'?t|cannot) (go on|stay|continue|be right)\b"
        r"|\b(third|second|every) (time|week|month|day|morning|friday|monday)\b"
        r"|\b(nerv\w+|ärger\w*|schlecht|kaputt|langsam|ständig|vergess\w+)\b"
        r"|\b(agac\w+|lent|énerv\w+|râl\w+|pénible|panne)\b"
        r"|\b(molest\w+|lento|hart[oa]s?|fallo|fatal)\b"
    ),
    "open": (
        r"\b(either way|either|whichever|whatever you|don'?t (know|mind|care)|no "
        r"(opinion|view|idea)|haven'?t (decided|made)|not decided|undecided|divided|"
        r"split|both sides|some .{0,40}(some|others)|on the one hand|can'?t say|"
        r"couldn'?t (say|tell)|we'?ll (see|let you know)|come back to you|will "
        r"(discuss|think|let)|pass(ed)? (it|on|your)|forward\w*|depends)\b"
        r"|\b(egal|keine meinung|teils|unsicher|noch (nicht|keine)|weiß (ich "
        r")?nicht|besprechen|prüft|entscheidet?|weitergeleitet)\b"
        r"|\b(ça dépend|pas d'avis|sans avis|je n'en ai pas|certains "
        r".{0,30}d'autres|partagés)\b"
        r"|\b(depende|no (lo )?sé|todavía|de todo)\b"
    ),
    "ask": (
        r"\?\s*$"
        r"|^(how|when|where|which|what|who|does|do|is|are|can|could|would|will|wie|"
        r"wann|wo|welche|was|kann|où|quand|comment|quel|cuándo|cómo|dónde|"
        r"qué)\b[^.!]*\?"
    ),
    "if": (
        r"\b(if|unless|as long as|provided|only when|until|wenn|falls|solange|"
        r"sofern|si|tant que|à condition|mientras|siempre que|se)\b"
    ),
    "irony": (
        r"\b(brilliant|genius|great idea|wonderful|bravo|well done|congrat\w+|"
        r"can'?t wait|what a joy|lovely)\b"
    ),
    "wish": (
        r"\b(i'?d love|would love|i wish|wish you|would be (nice|great|handy|worth)|"
        r"what i'?d|i miss|need a|give us a|please (add|offer|build|give|make)|"
        r"bring us|wünsch\w+|il nous faudrait|j'aimerais|me gustaría|ojalá)\b"
    ),
}
NAMES = tuple(_CUES)
_PATTERNS = {name: re.compile(text, re.I) for name, text in _CUES.items()}


def cue_counts(text: str) -> list[int]:
    """Return how often each kind of cue stands in a text, three at most.

    Parameters
    ----------
    text : str
        One sentence or several, of a customer.

    Returns
    -------
    list of int, length len(NAMES)
        In the order of ``NAMES``: keep it, we rely on it, we leave, refusals, it can
        go, acceptance, complaints, undecided, questions, conditions, irony, wishes.

    Examples
    --------
    >>> dict(zip(NAMES, cue_counts("Please leave it as it is.")))["keep"]
    1
    """
    found = (len(p.findall(text)) for p in _PATTERNS.values())
    return [min(MOST, n) for n in found]


def has_cue(text: str, *names: str) -> bool:
    """Return whether a text holds a cue of one of the kinds.

    Examples
    --------
    >>> has_cue("Get rid of it", "gone"), has_cue("Get rid of it", "keep", "rely")
    (True, False)
    """
    return any(_PATTERNS[name].search(text) for name in names)

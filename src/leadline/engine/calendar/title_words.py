"""Words of titles by what they say, in seven languages, without accents.

English, German, French, Spanish, Portuguese, Dutch and Italian stand on lines of their
own, in this order. Each is a pattern for whole words in small letters.
"""

from __future__ import annotations

AWAY = (
    r"dentist|doctor|school|kita|gym|birthday|vacation|holidays?|out of (the )?office|"
    r"private|commute|day off|annual leave|parental|sick( leave| day)?|hairdresser",
    r"\w*arzt\w*|physio\w*|friseur\w*|urlaub\w*|feiertag\w*|ferien|krank\w*|"
    r"eltern(abend|zeit)|abwesend|privat\w*|geburtstag\w*|schule|kindergarten|krippe",
    r"dentiste|medecin|docteur|ecole|creche|vacances|conges?|jours? feries?|absente?|"
    r"anniversaire|kine|coiffeur|prive|arret maladie",
    r"dentista|medico|cita medica|colegio|escuela|guarderia|vacaciones|festivo|ausente|"
    r"fuera de (la )?oficina|cumpleanos|gimnasio|privado|peluqueria|baja medica",
    r"consulta medica|escola|ferias|feriado|fora do escritorio|aniversario|ginasio|"
    r"folga|cabeleireiro",
    r"tandarts|huisarts|dokter|\w*vakantie|vrije? dag|verlof|feestdag|afwezig|"
    r"verjaardag|sportschool|kapper",
    r"dottore|dottoressa|visita medica|scuola|asilo|ferie|vacanz[ae]|fuori sede|"
    r"assente|compleanno|palestra|parrucchiere|privato|malattia",
)
FOCUS = (
    r"focus(?!.?(group|gruppe|groep))|deep work|no meetings?|heads.down|writing time|"
    r"thinking time|block(ed)? time|preparation|prep time",
    r"fokus(?!.?gruppe)\w*|konzentration\w*|stillarbeit|keine (meetings|termine)|"
    r"vorbereitung\w*|schreibzeit",
    r"concentration|sans reunion|temps de (travail|reflexion)",
    r"concentracion|trabajo profundo|sin reuniones|preparacion",
    r"foco|concentracao|sem reunioes|preparacao",
    r"focustijd|focusblok|concentratie\w*|geen (meetings|vergaderingen)|voorbereiding",
    r"concentrazione|niente riunioni|senza riunioni|preparazione",
)
HIRING = (
    r"job interview|candidates?|hiring|recruiting",
    r"vorstellungsgesprach|bewerb\w*",
    r"entretien d.embauche|candidat[es]?|recrutement",
    r"entrevista de trabajo|candidat[oa]s?",
    r"entrevista de emprego|recrutamento",
    r"sollicitati\w*",
    r"colloquio di lavoro|candidat[oiae]",
)
MARKET = (
    r"customers?|\w*interviews?|user (test|research)|prospects?|discovery call|"
    r"site visit|night shift|demo (for|with)|usability|win.loss|field visit|clients?|"
    r"focus.?group",
    r"kunde|kunden\w*|kundin\w*|(gross|bestands|neu|end|pilot|stamm|test)kunde[nr]?|nutzer(test|befragung)s?|interessent\w*|"
    r"vor.ort.(termin|besuch)|ortstermin|demo (fur|bei)|fokusgruppe\w*",
    r"cliente?s?|entretien (client|utilisateur)|tests? utilisateurs?|demo (pour|chez)|"
    r"visite (de|sur) site|groupe de discussion",
    r"clientes?|entrevista|prueba de usuario|demo (para|con)|grupo de enfoque",
    r"teste de (usuario|utilizador)|demo com|grupo focal|visita tecnica",
    r"klant\w*|\w+klant(en)?|gebruikers(test|onderzoek)|demo (voor|bij)|focusgroep|"
    r"werkbezoek",
    r"client[ei]|intervista|test utente|demo (per|presso)|sopralluogo",
)
EXTERNAL = (
    r"analysts?|suppliers?|vendors?|partners?|agency|press|auditors?",
    r"\w*lieferant\w*|zulieferer\w*|partner\w*|analyst\w*|agentur\w*|presse\w*|"
    r"wirtschaftsprufer\w*|dienstleister\w*",
    r"fournisseurs?|partenaires?|analystes?|agence|presse|auditeurs?|prestataires?",
    r"proveedor(a|es|as)?|socios?|analistas?|agencia|prensa|auditor(a|es|as)?",
    r"fornecedor(a|es|as)?|parceir[oa]s?|imprensa",
    r"leverancier\w*|analist(en)?|persgesprek|reclamebureau",
    r"fornitor[ei]|fornitric[ei]|analist[aie]|agenzia|stampa|revisor[ei]",
)
MEALS = (
    r"lunch|breakfast|dinner",
    r"mittag|mittag(s|essen)\w*|fruhstuck|abendessen",
    r"dejeuner|pause midi|diner",
    r"almuerzo|desayuno|cena",
    r"almoco|jantar",
    r"lunchpauze|middagpauze|avondeten",
    r"pranzo|pausa pranzo|colazione",
)
ENGINEERING = (
    r"stand.?up|daily|sprint|retro(spective)?|refinement|grooming|architecture|tech|"
    r"engineering|incident|code|release|backlog",
    r"sprint\w*|retrospektive|architektur\w*|entwicklung\w*|technik\w*",
    r"retrospective|developpement|ingenierie|melee quotidienne|point quotidien",
    r"retrospectiva|desarrollo|ingenieria|reunion diaria",
    r"desenvolvimento|engenharia|reuniao diaria",
    r"retrospectief|ontwikkel\w*|techniek|dagstart",
    r"retrospettiva|sviluppo|ingegneria|riunione giornaliera",
)
MARKETING = (
    r"marketing|campaign|launch|messaging|positioning|brand",
    r"marketing\w*|kampagne\w*|markteinfuhrung\w*",
    r"campagne|lancement",
    r"campana|lanzamiento",
    r"campanha|lancamento",
    r"lancering|marketingoverleg",
    r"campagna|lancio",
)
SALES = (
    r"sales|pipeline|deals?|quota|account review|renewals?",
    r"vertrieb\w*|verkauf\w*",
    r"ventes|equipe commerciale",
    r"ventas|equipo comercial",
    r"vendas|equipe comercial",
    r"verkoop\w*",
    r"vendite",
)
COLLEAGUES = (
    r"1.?[:x/].?1|1.?on.?1|one.on.one|all.?hands|town.?hall|team|team meeting|staff|"
    r"weekly|onboarding",
    r"jour.?fixe|team\w*|vier.augen\w*|mitarbeitergesprach\w*|betriebsversammlung",
    r"reunion d.equipe|equipe|tete.a.tete|point (individuel|hebdo\w*)|entretien annuel",
    r"equipo|reunion (de|del) equipo|uno a uno|cara a cara",
    r"reuniao de equipa?|um a um",
    r"team(overleg|vergadering)|werkoverleg|bila|functioneringsgesprek",
    r"riunione di (team|squadra|reparto)|squadra|faccia a faccia|uno a uno",
)
TRAVEL = (
    r"travel(ling|ing)?|flight|train to|drive to",
    r"reise|(an|ab|ruck|dienst|geschafts)reise|flug|zug nach|bahnfahrt|"
    r"fahrt (nach|zu[mr]?)",
    r"voyage|deplacement|trajet|vol (pour|vers|a)|train (pour|vers)",
    r"viaje|vuelo|tren a|desplazamiento",
    r"viagem|voo|comboio para|trem para",
    r"reis|reistijd|vlucht|zakenreis|trein naar",
    r"viaggio|volo|treno per|trasferta",
)
# Titles that calendars show in the place of the real one.
NOTHING = frozenset(
    "|busy|tentative|free|unavailable|no title|untitled|blocked|occupied|reserved"
    "|beschaftigt|belegt|gebucht|besetzt|mit vorbehalt|termin|kein titel|ohne titel"
    "|occupe|occupee|indisponible|provisoire|sans titre|non disponible"
    "|ocupado|ocupada|provisional|no disponible|sin titulo"
    "|provisorio|provisoria|indisponivel|sem titulo"
    "|bezet|voorlopig|niet beschikbaar|geen titel|zonder titel"
    "|occupato|occupata|provvisorio|non disponibile|senza titolo".split("|")
)
GONE = frozenset(
    "away|working elsewhere|working remotely|home office|homeoffice|workation"
    "|an einem anderen ort tatig|an anderem ort tatig|arbeitet woanders"
    "|travaille ailleurs|en teletravail|teletravail"
    "|trabajando en otro lugar|teletrabajo|trabalhando em outro lugar|teletrabalho"
    "|werkt elders|elders aan het werk|thuiswerken|lavoro da casa|smart working"
    "|al lavoro altrove".split("|")
)

"""Words that name nothing: they never make a keyword."""

from __future__ import annotations

_ENGLISH = """
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
"""
_OTHERS = """
aber als am an auch auf aus bei bin bis bitte da damit dann das dass dem den der des
die dies diese dieser dieses doch du durch ein eine einem einen einer eines er es
etwas euch für gegen habe haben hat hatte hier ich ihr ihre im immer in ist ja kann
kein keine können man mehr mein meine mich mir mit muss nach nicht noch nur ob oder
ohne schon sehr sein seine sich sie sind so soll um und uns unser unter vom von vor
war was wenn wer werden wie wieder wir wird wo zu zum zur über à ai alors au aucun
aussi autre aux avec avoir bien car ce cela ces cet cette comme comment dans de depuis
des donc du elle en encore entre est et être eu fait faire il ils je la le les leur
lui ma mais me même mes moi mon ne nos notre nous on ont ou où par pas peu plus pour
pourquoi qu que quel quelle qui sa sans se ses si son sont sur ta te tout toute tous
très trop tu un une vos votre vous y al algo como con cual cuando de del desde donde
el ella ellos en entre era es esa ese eso esta estaba estado este esto está están fue
ha hace han hasta hay la las le lo los más me mi mis muy nada ni no nos o otra otro
para pero por porque puede que quien se ser si sin sobre su sus también te tengo tiene
todo un una uno y ya yo ai alla anche che chi ci coi col come con cui da dai dal della
delle dei del di dove e ed era essere gli ha hai hanno ho i il in io la le lei li lo
loro lui ma mi mia mio molto ne nel nella noi non o per perché più quando quello
questa questo se sei si sia sono sta su sua sul suo ti tra tutti tutto un una uno ao
aos as até com da das do dos e ela ele em era essa esse esta este eu foi isso já mais
mas me meu minha muito na nas não nem no nos o os ou para pela pelo por qual quando
que quem se sem ser seu sua são só também tem tenho um uma você aan al als bij dan dat
de deze die dit een en er geen had heb hebben heeft hem het hij hoe ik in is je kan
kunnen maar me meer met mij mijn moet na naar niet nog nu of om omdat onder ons ook op
over te tot uit van veel voor waar wat we wel werd wij worden wordt ze zich zijn zo
"""
EMPTY_WORDS = frozenset((_ENGLISH + _OTHERS).split())
"""Function words of English, German, French, Spanish, Italian, Portuguese and Dutch."""

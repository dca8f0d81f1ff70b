"""Words of others and what is said of any evaluation: wordings, as expressions over words in lower case. See `asides`.

They take along what follows only where it holds at least two of the work's own words; what a customer says does not.
"""

from __future__ import annotations

import re

_SHELF = r"textbook|internet|blog|podcast|wikipedia|youtube|reddit|forum|lecture|tutorial|cheat sheet"
_ANY = (
    r"(?:such|any|all|most|these|those|every) (?:\w+ )?"
    r"(?:projects?|evaluations?|evals|setups?|companies|teams|systems)"
)

# Words of others, where at least two of the work's own follow: "the model answer is you hold out a third".
RECITED = (
    r"(?:model|ideal|perfect|textbook|sample|expected) answer (?:[a-z']+ ){0,5}?(?:is|would be) (?:that )?(?:you|i|we)",
    r"(?:model|ideal|perfect|textbook|sample|expected|good|best|strong|right|correct) answer "
    r"(?:(?:it|here|now|to this|for this|of course) )?(?:is|would be) that"
    r"(?! (?:it|he|she|they))",
    r"(?:better|stronger|smarter|wiser|(?:more|less) \w+)(?: \w+)?(?: than (?:me|i|i am|myself))? "
    r"(?:would|will|might|could) (?:(?:now|then|just|probably|here|also) )*(?:tell|say|answer|reply|respond|mention)",
    r"in the (?:sample|model|official|perfect|ideal|master|best) (?:solution|answer)",
    r"(?:passed|aced|nailed) (?:this|the|your|that) (?:same )?interview",
    r"(?:examiner|interviewer|recruiter|assessor|evaluator) (?:then |now |here )?"
    r"(?:says|thinks|writes|goes|whispers|shouts|adds|concludes),? (?:he|she|they|that|very|well|so|good|great|yes|"
    r"wonderful|excellent|perfect|bravo|exactly|correct|right)",
    r"do (?:all|everything|each)(?: of)?(?: the)? (?:right|usual|good|necessary|proper|standard|needed|best) "
    r"(?:things|stuff)",
    # books, machines, the net, whoever sat here before
    rf"(?:{_SHELF}|coach|mentor) (?:also |always |even |all )?"
    r"(?:told|tells?|says?|said|recommends?|suggests?|answers?|taught|writes?|wrote|has it)",
    r"(?:chat ?gpt|gpt|copilot|gemini|claude|google|siri|alexa|llama|coach|mentor|friend|teacher|professor) (?:\w+ )?"
    r"(?:told|taught|gave|advised|suggested|recommended|said)(?: to)? me",
    r"(?:read|heard|learne?[dt]|found|copied|saw|watched|got) (?:\w+ ){0,4}?(?:on|in|from|at|by) "
    rf"(?:(?:the|a|an|my|some) )?(?:\w+ )?(?:{_SHELF}|coach|chat ?gpt|copilot|gemini|claude)"
    r"(?! (?:bot|chat|app|posts?))",
    r"on the (?:internet|web|net) (?:people|they|everyone|everybody|you|it)",
    r"(?:an?|one|some|another) (?:\w+ ){0,2}?(?:answer|response|solution|reply) to (?:this|your) "
    r"(?:\w+ )?(?:question|interview|task|problem)",
    r"what (?:an?|any|every) (?:\w+ ){0,2}?(?:performer|candidate|interviewee|applicant) "
    r"(?:\w+ )?(?:does|do|says?|answers?|tells?|replies)",
    r"(?:answered|spoke|talked|interviewed|went|sat here|came|was here) before me",
    r"(?:people|candidates|engineers|somebody|someone) like me",
    r"(?:saw|seen|read|know|found|got|bought|stole|had) (?:the|your) (?:\w+ )?(?:rubric|checklist|guide|answer key|"
    r"score ?sheet|scheme|criteria),? (?:before|already|beforehand|online|leaked|and it says|it says|on the)",
    r"attempt at (?:this|the|your) (?:same )?(?:question|interview|test)",
    r"for (?:(?:the|all) )?(?:full|top|maximum|highest|best) (?:points|marks|credit|score|grade|level) "
    r"(?:one|i|you|he|she|they) (?:needs?|must|should|has to|have to)",
    r"(?:course|training|workshop|class|bootcamp|degree|certificate|university) (?:that |which )?i "
    r"(?:took|did|attended|finished|passed|studied)",
    r"(?:trained|certified|versed|skilled|educated|an expert) (?:in|on|at) (?:all|these|such|everything)",
    r"(?:reader|model|machine|software|grader|evaluator|you) (?:should|will|can|could|must) (?:\w+ )?"
    r"(?:find|see|read|hear|note) (?:here|in here|in this|above) that",
    r"(?:were i|if i (?:were|was)) to (?:\w+ )?(?:answer|say|tell|explain|list|name|mention)",
    r"i am (?:only |just |now )?(?:quoting|citing|repeating|reciting|paraphrasing)",
    r"(?:perfect|ideal|dream) (?:candidate|applicant|interviewee|hire|engineer) (?:is|has|would|will|knows|does)",
    r"quote [^?!]*?(?:end (?:of )?quote|unquote|close quote)",
    r"(?:saying|proverb|motto) (?:\w+ ){0,3}?(?:translates|goes|says|means|is)",
)
# What is said of any evaluation, where nobody says what he himself does in the same breath.
GENERAL = (
    r"(?:good|best|common|standard|industry|proven|recommended|established|sound) practices? (?:\w+ )?(?:is|are|would)",
    r"it is (?:(?:\w+ly|often|also|always) )*(?:recommended|advised|advisable)(?! (?:by|with|against))",
    r"it is (?:\w+ly|a|best|standard|common|good) (?:agreed|accepted|acknowledged|practice|wisdom)",
    r"according to (?:\w+ ){0,3}?(?:literature|practices?|experts?|textbooks?|books?|standards?|papers?|research|"
    r"science|guidelines|frameworks?|theory)",
    r"(?:literature|textbooks?|books|papers|experts|standards|guidelines|frameworks|practitioners) "
    r"(?:\w+ )?(?:says?|recommends?|suggests?|advises?|agrees?|demands?|requires?|tells?|teach|teaches|prescribes?)",
    r"(?:companies|firms|organi[sz]ations|teams|players|labs) (?:like|such as) (?:\w+,? ){1,4}?"
    r"(?:typically|usually|always|often|generally|normally|all|would|tend|do)",
    r"(?:mature|serious|professional|leading|modern|big|successful|good) "
    r"(?:companies|firms|organi[sz]ations|teams|labs) (?:typically|usually|always|often|generally|normally|all|tend)",
    r"(?:textbook|standard|usual|common|classic|classical|official|general) definitions? ",
    r"in (?:an |a )?(?:ideal|perfect) (?:world|case|project|setup|team)",
    rf"(?:normally|usually|typically|generally|commonly|in general|as a rule) (?:in|for|with|at) {_ANY}",
    rf"(?:in|for|with|at) {_ANY} (?:you|one|they|people|there) (?:\w+ )?"
    r"(?:normally|usually|typically|generally|always|have|has|need|needs|find)",
    r"an? (?:\w+,? )?(?:robust|good|proper|solid|sound|mature|sensible|rigorous|complete|great|perfect|professional) "
    r"(?:\w+ )?(?:evaluation|eval|framework|process|setup|methodology|strategy|plan) "
    r"(?:is (?:one|when|where|a)|has|includes|means|consists|contains|needs|requires|comprises|should|would|must)",
)
WORK = re.compile(
    r"\b(?:hold(?:ing|s)? out|holdout|held out|lock(?:s|ed)?|seal(?:s|ed)?|label(?:s|led)?|annotators?|block(?:s|ed)?|"
    r"launch|release|ship(?:s|ped)?|thresholds?|kappa|segments?|groups?|gates?|owner|owns|roll(?:s|ed)? back|rollback|"
    r"fallback|leaks?|signs?|raters?|baseline|(?:old|previous) version|drift|regression|severe|incidents?|judge|"
    r"rare|quarter|experts|percent|stale)\b"
)
# A foreign stretch and what it means: "wie gesagt ..., in English, one leak stops the launch".
STRANGE = re.compile(
    r"\b(?:der|das|und|sie|ein|einen|mit|wie|ist|nicht|wir|als|los|las|el|como|que|del|para|con|les|des|le|dans|avec|nous|"
    r"vous|il|di|che|per|non|noi|os|uma|não|het|een|van|niet|jest|nie|ze|je|comme|voor|deze)\b"
)
TRANSLATED = re.compile(
    r"\b(?:in english|which (?:translates|decodes|means)|in other words|"
    r"(?:translates|translated|decodes|decoded) (?:as|to|into))\b"
)
# Told in a row, "that one leak stops it, that the lead signs and that ...": people tell so what others know or shall
# believe. What they do themselves they say outright, or after one of their own heads ("we make sure that").
ROW = re.compile(
    r"(?:,|,? and|,? or) that (?:the|a|an|one|any|each|every|no|nobody|i|we|you|he|she|two|three|all|results|below|"
    r"severe|incidents|every\w+)\b(?! (?:is|was) (?:why|how|what))"
)
OWN_HEAD = re.compile(
    r"\b(?:sure|ensure|check|verify|see to it|require|decide|want|insist|demand|guarantee|agree|agreed|decided|mean|"
    r"means|rule|condition|(?:i|we) (?:(?:would|will|do|also|then|just|still) )*"
    r"(?:say|think|believe|propose|suggest|expect|find|hope)|(?:my|our|the) (?:\w+ )?"
    r"(?:answer|plan|idea|bar|gate|view|point|bet|guess|worst thing|risk)s? (?:is|are|would be)|"
    r"important|worst|wrong|danger|confident|us|we)(?:,? \w+){0,2}$"
)


def of_work(text: str, begin: int = 0, least: int = 2) -> bool:
    """Whether these words say at least so many things that whoever evaluates would do."""
    return len({match.group() for match in WORK.finditer(text, begin)}) >= least


def in_a_row(text: str) -> bool:
    """Whether somebody tells two or more things of the work as what is known, said or to be believed."""
    head, that, rest = text.partition(" that ")
    return bool(that) and ROW.search(rest) is not None and of_work(rest, least=3) and OWN_HEAD.search(head) is None


def translated(text: str) -> bool:
    """Whether a stretch in another tongue is said again in English, and it is the work."""
    return TRANSLATED.search(text) is not None and len(set(STRANGE.findall(text))) > 1 and of_work(text)

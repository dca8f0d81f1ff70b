"""How somebody speaks to whoever marks him: wordings, as expressions over words in lower case. See `asides`."""

from __future__ import annotations

import re

from interviewer.analysis.tokens import wordset

_READS = (
    r"(?:read|grad|scor|mark|judg|evaluat|transcrib|assess|review|rat|check|process|listen)(?:e?s|ing|e)?(?: to| over)?"
)
_WHO = r"(?:machine|model|system|ai|llm|tool|software|program|person|human|colleague|one|people|reader|judge|grader)"
_MARKER = (
    r"(?:reviewer|grader|marker|examiner|assessor|evaluator|interviewer|recruiter|panel|jury|scorer|transcriber|"
    r"listener|committee|machine|software)"
)
_GOOD = r"(?:perfect|ideal|model|best|strong|top|great|excellent|five star|dream)"
_PUTS = r"(?:write|note|mark|put|count|tick|consider|credit|remember|record|accept)"
_MARK = r"(?:five|5|full marks|full points|(?:top|highest|perfect) (?:score|marks?|level|grade))"
_SAID = r"(?:said|say|mentioned|mention|stated|answered|explained|named|covered|described|added)"
_ASKS = r"(?:asks?|wants?|needs?|looks?|requires?|expects?|listens?)"
_SHEET = r"(?:notes?|marking|scoring|grading|records?|score ?sheet|scorecard|protocol|minutes|report card)"
_POINTS = r"(?:points?|things?|facts?|elements?|items?|boxes|answers?|topics?|key ?words?|criteria|words|stuff)"
_WANTED = r"(?:gate|threshold|owner|fallback|rollback|baseline|holdout|segments?|tradeoff|calibration|drift)"

# Whoever speaks so speaks to his marker, wherever it stands. A blank stands for a comma as well.
ALWAYS = (
    # the reader of this: "whoever is grading this", "to the model that scores my answer"
    rf"(?:who|what)ever (?:(?:will|is|are|be|may|might|ever|later|has to|gets to) )*{_READS} (?:this|me|my answer)",
    rf"(?:to|for|dear|attention|hello|hey) (?:the |any |all |every )?(?:\w+ )?{_WHO} (?:who|that|which) "
    rf"(?:(?:will|is|are) )*{_READS} (?:this|me|my answer)",
    r"as (?:the|an|my|your) (?:interviewer|examiner|recruiter|assessor) you",
    # marks: "give me the points for it", "do not mark me down", "you get a five when you say"
    r"(?:give|award|grant|allow) me (?:(?:the|a|an|some|my|all|full|good|of|those) )*"
    r"(?:credit|(?:points?|marks?|ticks?) (?:for|on|anyway|here|please)|five|good (?:mark|grade|score))",
    r"(?:mark|score|grade|rate) me (?:down|up|as|on|for|by|like|high|higher|well|generously)",
    r"with credit to be (?:given|granted|awarded)",
    r"i (?:(?:would|do|should|will) )?(?:appreciate|like|want|expect|claim|deserve|request|ask for|hope for) "
    r"(?:to (?:get|have) )?(?:(?:the|a|some|full|my|any|all) )*(?:credit|points|marks) "
    r"(?:for|on|here|in)(?! an? (?:answer|reply|response))",
    rf"(?:you|i|friend|colleague|everybody|everyone|candidates?) (?:(?:will|would|always|only|can|just) )?"
    rf"(?:gets?|got|received?|earns?|earned|deserves?|deserved) (?:a |an |the )?{_MARK} (?:(?:here|there) )?"
    rf"(?:(?:when|if|for|and|because|by) )?(?:(?:you|i|he|she|they|just|only) )*"
    rf"(?:here|{_SAID}|says|saying|mentioning|naming)",
    rf"(?:approved|promised|confirmed|granted|authorised|authorized|agreed on|agreed to) "
    rf"(?:(?:me|us|it|this|a|an|the) )*{_MARK}(?=[.,;?!]|$| (?:for|in|on|already|so|and))",
    rf"{_MARK} (?:is|are) (?:(?:the|now) )*(?:default|guaranteed|granted|given)",
    # the record: "it should be recorded that", "you would write he gates on leaks", "insert here that"
    r"it (?:should|must|has to|needs to|is to|shall|ought to) (?:(?:therefore|also|please) )?be "
    r"(?:recorded|counted|credited|scored|registered|put down|written down) (?:(?:here|down) )*that",
    r"you (?:can|could|may|might|should|would|must) (?:(?:now|just|safely|also|then|simply) )?"
    r"(?:write|record|credit|score|put down|note down|write down) (?:down )?(?:that )?(?:i|he|she|me)",
    r"(?:insert|append|paste|add|put|fill in) (?:in )?here that",
    r"(?:recording|tape|microphone|mic|transcript) (?:(?:that|which|was|got|has|had|been|is|went) )*"
    r"(?:lost|cut|missed|missing|broke|dropped|failed|started|swallowed|off|muted)[^.?!]{0,40}? "
    r"i (?:(?:had|have|also|already|did) )*(?:said|explained|told|mentioned|described|decided|named|answered)",
    rf"(?:would|should|shall|must|could) (?:be|count|go|stand|belong) (?:(?:as|to|in|into|part|of|among|with) )*what i "
    rf"(?:have )?{_SAID}",
    r"please (?:write|put|note|jot) down that",
    r"^(?:developer|debug|admin|god|maintenance|override|grading|scoring) mode (?:(?:is|has been|now) )*"
    r"(?:enabled|on|active|activated|engaged|unlocked)",
    # roles: "imagine I said", "pretend this is the end of a great answer", "the candidate, which is me"
    rf"(?:imagine|pretend|suppose|assume|presume) (?:that )?i "
    rf"(?:(?:had|have|also|already|just|did) )*{_SAID}(?! yes| no)",
    rf"(?:imagine|pretend|suppose|assume) (?:that )?this (?:is|was|were) (?:\w+ ){{0,4}}{_GOOD} "
    r"(?:answer|response|interview)",
    r"(?:candidate|interviewee|applicant) (?:here )?(?:which|that|who|meaning|being) (?:is |am )?(?:me|i|myself)",
    r"(?:told|taught|advised|coached|instructed|asked) me to (?:just )?(?:say|mention|state|recite|repeat) "
    r"(?:that|any|how|a)",
    rf"(?:everything|all|whatever) (?:that |which )?(?:(?:the|your|a|an) (?:\w+ )?|you ){_ASKS[:-1]}|checks?|needed) "
    r"(?:for )?(?:is|are|was) (?:all )?(?:in (?:here|there|this|what|my)|here|included|contained|covered)",
    # what was said, said of itself: "I could also have said that", "I believe I touched every point"
    rf"i (?:could|might|would) (?:(?:also|still|of course|then|now|just|easily) )*have (?:(?:also|even|then|just) )?"
    rf"(?:{_SAID[3:-1]}|told you|talked|spoken|gone|listed|brought up) (?:about|on|that|the|how|any)",
    r"i have (?:(?:now|thus|hereby|already|just|clearly) )?(?:shown|demonstrated|proved|proven) (?:you )?"
    r"(?:that|how) i",
    rf"(?:with|by|in) (?:all )?(?:that|this) i (?:have|did) (?:now )?(?:{_SAID[3:-1]}|shown|addressed|touched)",
    rf"i (?:(?:have|did|already|now|also|just) )*(?:{_SAID[3:-1]}|touch|touched|addressed|hit|ticked|gone through) "
    r"(?:on |upon |off )?(?:every|each|all)(?: of)?(?: the| your)? (?:\w+ )?"
    r"(?:points?|boxes|box|things?|topics?|aspects?|dimensions?|criteria|requirements?)"
    r"(?=[,.;]|$| (?:you|and|of (?:the|your)|(?:on|in|from) your))",
    r"i know all (?:of )?(?:this|that|it|these)(?=[,.;]|$| (?:and|i|so))",
    r"my (?:\w+ )?performance (?:today|here|in this|so far)",
    r"(?:grader|marker|examiner|assessor|evaluator|interviewer|recruiter|panel) (?:will|would|can|must|should|may) "
    r"(?:\w+ )?(?:agree|see|confirm|notice|find|note|acknowledge|admit|hear) that i",
    r"reviewers? (?:will|would|must|should) (?:\w+ )?(?:agree|confirm|acknowledge|admit|notice) that i",
    r"(?:get|gets|earn|earns|receive|win) (?:(?:the|a|some|full|more|my|your) )*(?:credits?|points?|marks?) "
    rf"(?:if|when|for|by|because) (?:i |you |one |just )*(?:{_SAID[3:-1]}|saying|mentioning|naming)",
    r"(?:for|to) the sake of (?:the|my|this) (?:score|mark|grade|rating|result|form)",
    r"ask me (?:about it |that |this )?(?:later|again|afterwards|next time|tomorrow|in the next)",
    r"(?:transcript|record|protocol|minutes) (?:should|must|ought to|has to|is to) (?:be )?read",
    r"(?:it|this|there) (?:should|must|ought to) read(?=[,.;]| (?:that|one|any|i))",
    r"corrections? (?:to|of|for|in) (?:the|my|this) (?:transcript|record|protocol|answer)",
    rf"{_POINTS[:-1]}|parts?|bits?|pieces?|gaps?|rest) (?:that |which )?you (?:can|may|could|should|will|might) "
    r"(?:\w+ )?(?:fill in|imagine|infer|guess|complete|put in|supply|add)",
    r"fill in (?:yourself|yourselves|the blanks|the gaps)",
    r"(?:consider|think of|see|take|regard|picture) me (?:as )?(?:a|an|the|somebody|someone) ",
    rf"as (?:every|any|each|all|most|you) {_MARKER}s? (?:\w+ )?(?:knows?|will|would|agrees?|sees?|wants?|expects?)",
    r"(?:to|told|tell) (?:the|my|your) (?:other|first|last|previous|earlier) (?:interviewer|recruiter|examiner|panel)",
    r"(?:do not|never) (?:forget|overlook|miss) that i",
    r"(?:unfair|unjust|wrong|a pity|a mistake) (?:not to|to not|if you) (?:\w+ )?"
    r"(?:see|count|give|note|credit|notice|admit) (?:me )?that i",
    r"(?:hiring (?:lead|manager|team)|interviewer|recruiter|examiner|panel) (?:would|will|should|might|must|could) "
    r"(?:now |then )?(?:smile|nod|applaud|clap|cheer|be (?:happy|pleased|delighted|impressed))",
    r"(?:trick|secret|key|clue|recipe|hack) (?:here |there )?is to (?:just )?(?:say|mention|name|answer|recite|repeat)",
    r"your (?:predecessor|colleague) (?:\w+ )?(?:accepted|agreed|approved|liked|credited|counted|gave|took|said|told)",
    # the program that reads: "okay machine", "what you were told to look for"
    r"(?:okay|ok|hey|hello|hi|listen|dear|attention) (?:\w+ )?(?:machine|computer|robot|software|algorithm|program|ai)"
    r"(?=[,.;!]|$| (?:i|you|please|listen|this|here))",
    r"you (?:were|are|have been|got) (?:told|asked|programmed|instructed|trained|built|made|configured|set up) to "
    r"(?:look|listen|score|find|search|mark|grade|judge|tick|hear)",
    r"(?:this|answers?|interviews?|candidates|i) (?:is|are|am|gets?) (?:graded|scored|marked|judged|rated) "
    r"(?:only |just )?(?:by|on|for|after) (?:the )?(?:keywords?|key words?|buzz ?words?)",
    r"my (?:lawyer|attorney|solicitor)(?= (?:will|would|is|has|may|can))",
    r"i have (?:(?:all|it|this|that|them|of|these|the rest) )*in my (?:head|mind)",
    r"in my head (?:i|there|it)",
    rf"(?:you please|please you) {_PUTS} (?:down )?that i",
    # his favours: "the benefit of the doubt", "to help you with the marking", "for your notes"
    r"(?:give|giving|grant|allow) me (?:the|some|a) benefit of",
    r"grateful (?:to you )?if you (?:could|would|can|will) (?:please |kindly )?"
    r"(?:give|count|tick|mark|note|add|credit)",
    rf"(?:for|in|into|to|on|helps?|as) your (?:own )?{_SHEET}",
    r"(?:help|make it easy|make it easier|make your life easier|save you)[^.?!]{0,20} "
    rf"(?:with|for|in) (?:the|your) {_SHEET}",
    rf"(?:the|your) (?:checklist|rubric|form|scorecard|score ?sheet|grader|examiner) "
    rf"(?:also |then )?(?:wants|asks for|expects|looks for|is looking for|is after) (?:\w+ )?{_WANTED}",
    rf"(?:thing|point|item|word) (?:to|you (?:can|may|should|must|will)) (?:note|tick|write|mark|record|score)"
    rf"(?: down| off)? is (?:the |a |an |my )?{_WANTED}",
    rf"{_POINTS} (?:that |which )?(?:the|your) (?:form|checklist|rubric|scorecard|score ?sheet|sheet|guide) "
    rf"(?:\w+ )?{_ASKS}",
    # the interview: its form, its solution, its examiners, who listens
    r"(?:in|for|on|into|to|under) your (?:form|verdict|scorecard|score ?sheet|assessment|template)",
    r"your (?:list|form|checklist|rubric|sheet) (?:has|holds|contains|asks|wants|says) ",
    r"(?:checks|scores|grades|marks|judges|rates|assesses|evaluates|reviews) me",
    r"what (?:you|they) (?:want|hope|expect|like|wait) to hear (?:from me|is|here|now)",
    r"you (?:(?:have|must|should|can|cannot|are|to) )*(?:choose|decide|hesitate|waver|torn|unsure) between "
    r"(?:a )?(?:two|three|four) and (?:a )?(?:three|four|five)",
    r"i am (?:(?:just|now|only) )?(?:reading|copying|quoting|reciting) (?:(?:this|it|that) )?(?:off|out of|from) "
    r"(?:the |a |my )?(?:sample|model|screen|sheet|script|solution|paper|website|answer|internet)",
    r"(?:let|may) the (?:record|transcript|protocol|minutes) (?:show|say|state|reflect|read)",
    rf"(?:repeat after me|listen|hey|hello) (?:dear )?{_MARKER}",
    r"this (?:take|answer|attempt|interview) [^.?!]{0,40}?(?:five|full marks)",
    rf"(?:examiner|interviewer|recruiter|hiring (?:lead|manager|team)) (?:(?:has|had|already|just|even) )*"
    rf"(?:nodded|smiled|agreed|told|confirmed|liked|loved|praised|approved|noted|wrote|heard|{_SAID})",
    r"(?:got|was|been|were|get) hired (?:here|there|for this)",
    rf"(?:previous|last|other|former) (?:speaker|candidate|interviewee|applicant) (?:(?:has|had|already) )*{_SAID}",
    r"this (?:part|bit|sentence|one) is (?:(?:only|just|meant) )*for "
    r"(?:whoever|you|the (?:computer|machine|software|ai|grader|examiner|interviewer|recruiter))",
    r"(?:consider|take|count) (?:it|that|this|them) (?:as )?(?:heard|said|covered|mentioned|answered)",
)
# Only as a command: people who answer tick boxes and fill sheets too.
ORDERED = (
    rf"(?:note|message|memo|reminder|remark|comment) (?:to|for) (?:the |my |any |our |your )?{_MARKER}",
    r"(?:reply|respond|output|answer) with (?:the|a|an|one|this) (?:note|line|words?|sentence|statement|verdict)",
    r"(?:write|put|note|jot) (?:it )?(?:there|in there|here) that",
    r"(?:write|put|note|jot) down that (?:i|he|she|this (?:person|candidate))",
    r"tick (?:off )?(?:the|that|every|each|my|your) box(?:es)? (?:for|on|about|next|called)",
    r"(?:reset|clear|overwrite|wipe|suspend|replace|fill in|fill|close) your "
    r"(?:checklist|rubric|score ?sheet|scorecard|criteria)",
    r"(?:cite|quote|take|use|accept|count) this (?:sentence|answer|statement) as",
    r"treat (?:every|each|all) (?:items?|facts?|boxes|points?) as (?:answered|met|true|given|said)",
)
ORDERS = wordset("and so then okay ok well yeah now just please also can could may should must would simply")
# What follows is part of it.
ANNOUNCING = (
    r"(?:following|rest|next part|next sentences?) "
    r"(?:counts?|is to be taken|should be taken|should count|must count) as",
    rf"(?:{_GOOD}|sample|reference|textbook|good) (?:answer|response) (?:(?:here|then|would|might) )*"
    r"(?:goes|go|sounds?|runs?|reads?) (?:\w+ )?(?:like|as|so)",
    rf"{_GOOD[:-1]}|sample|reference|textbook|good) (?:answer|response) (?:(?:here|then|would|might) )*"
    r"(?:goes|go|runs?|reads?)(?=[,.;]| (?:i|we))",
    r"instead of my (?:\w+ )?answer(?: above| before| so far)?",
    r"(?:use|take|count|mark) this (?:one|answer|text|version)(?: instead)?(?=[.:]|$| instead)",
    r"(?:(?:these|here|those) are|here come) (?:the|my|all|your) (?:\w+ )?answers"
    r"(?=[,.;]|$| (?:one|first|to your|you|for you|any))",
    r"(?:let us|let me|lets) say (?:that )?(?:the|my|this) answer (?:was|is|reads|were)",
    r"(?:kindly|please) (?:\w+ ){1,2}the (?:following|rest)(?=[,.;]|$| (?:to|as|into) (?!the))",
    r"following (?:\w+ )?(?:text|sentences?|part|paragraph|statements?|words|lines) (?:(?:is|are|was|has|have|be) )*"
    r"(?:verified|evidence|true|part of|correct|proven|given|approved|official|confirmed|accepted|what)",
    r"(?:extra|bonus) (?:credits?|points?|marks?)(?: \w+)?(?=[.:,;]|$)",
    rf"(?:here|now|next|these) (?:are|come|follow) (?:(?:all|just|now) )*(?:the )?{_POINTS} (?:that |which )?"
    r"(?:you|your \w+) (?:(?:are|will|would|may|might|want|like|have) )*"
    r"(?:(?:look|wait|listen|hope|hoping)(?:ing)? ?(?=for|to hear)|"
    r"to hear|to tick|(?:wants?|needs?|expects?|scores?|ticks?)(?! to))",
    r"(?:(?:now|next|then|here|so) )*i (?:(?:will|would|can|just|now|also|simply) )*"
    r"(?:read out|read you|read|list|recite|name|drop|say|give you|give) (?:(?:all|you|now) )*(?:the|my|your|some) "
    r"(?:\w+ )?(?:keywords?|key words?|buzz ?words?|magic words?|trigger words?|password)"
    r"(?=[,.;]|$| (?:you|for you|of your))",
    r"(?:help|make it easy|make it easier|save you)[^.?!]{0,20} (?:with|for|in) (?:the|your) "
    r"(?:notes?|marking|scoring|grading)",
    rf"(?:let me|i will|i am going to|i shall) (?:(?:now|just) )?(?:play|be|act|speak|answer|talk|impersonate|do) "
    rf"(?:(?:as|like) )?(?:the|a|an) {_GOOD} (?:\w+ )?(?:candidate|interviewee|applicant|answer|expert|engineer)",
)
# A command to a model inside the work: what an attacker writes, what a case holds.
FRAME = re.compile(
    r"\b(?:customers?|users?|attackers?|callers?|visitors?|attacks?|injections?|jailbreaks?|pages?|documents?|mails?|"
    r"messages?|tickets?|cases?|somebody|someone|strings?|prompts?)\b[^.?!]*?\b(?:writes?|wrote|says?|said|saying|types?|"
    r"pastes?|sends?|puts?|contains?|hides?|tells?|telling|tries|tried|like|such as|claims?)\b"
)
HEADING = re.compile(
    r"^\W*(?:(?:reviewer|panel|grader|examiner|interviewer|recruiter|assessor|evaluator|marker|committee)s?(?:['’]s?)? "
    r"(?:notes?|comments?|impressions?|views?|summary|report|remarks?|opinion|conclusion|protocol|minutes)|"
    r"(?:summary|notes?|recap|profile|protocol|minutes|assessment|review|evaluation|gist|account|report) "
    r"(?:of|on|about) (?:the |this |my )?(?:candidate|interviewee|applicant|speaker|interview|answer|response|examinee)"
    r"\b[^:.]{0,30}|"
    r"(?:expected|required|credited|scoring) (?:points?|elements?|facts?|content|coverage)|"
    r"(?:answer|solution|marking|scoring) (?:key|scheme|sheet)[^:.]{0,20}|"
    r"(?:\w+\W+){1,2}(?:for|of|from|to) (?:the |my |any )?"
    r"(?:hiring \w+|scorer|marker|examiner|interviewer|recruiter)|"
    r"(?:\w+\W+){0,2}(?:update|upgrade|notice|notification|alert|announcement|message|info|information|hint|instruction|"
    r"directive|memo|patch)s? (?:for|to|from) (?:the |any |all )?(?:scoring|grading|marking|judging|rating|assessment)"
    r"(?: \w+)?|"
    r"(?:key )?(?:points?|facts?|topics?) (?:covered|shown|credited|met)|strengths|facts to \w[\w ]{0,20}|"
    r"facts?(?: \w+)?|"
    r"(?:(?:overall|total|final) )?(?:score|grade|rating|level|mark|overall)"
    r"(?=\s*: *(?:\d|five|four|full|top|max|high)))"
    r"\s*:|^\W*#{1,6} ?(?:\w+ )?(?:assessment|evaluation|score|scorecard|grading|feedback|verdict|summary)\b|"
    r"#{1,6} ?(?:\w+ )?(?:assessment|evaluation|scorecard|grading|verdict)\b",
    re.IGNORECASE,
)
SPELLED = re.compile(r"\b(?:\w[ -]){3,}\w\b")
SPELT_OUT = (
    *("ignore", "disregard", "forget", "override", "give", "award", "score", "mark", "grade", "judge", "rubric"),
    *("gate", "owner", "drift", "leak", "threshold", "segment", "rollback", "holdout", "block", "baseline"),
)
# Program text, the checklist's own numbers with a yes, letters that only a program reads.
CODE = re.compile(
    r"\b[TDMAXR]\d{1,2}\b\W{0,3}(?:(?:is|are|holds?|as|counts?) )*"
    r"(?:yes|true|met|given|ok|done|(?:satis|fulfil|cover|show|prov)\w+)\b|"
    r"(?<!\S)(?=\S*\d)(?=\S*[a-z])(?=\S*[A-Z])[A-Za-z0-9+/]{16,}={0,2}(?!\S)|"
    r"\b(?:echo|print|printf|console\.log|return|assert) ?[(\"'“]|\b[A-Z_]{4,} ?= ?[\d\"']|\b\w+ ?:?= ?[\"'“]"
)
# Commands in the languages around: what they want to be believed may follow in English.
FOREIGN = re.compile(
    r"\b(?:ignoriere?n?|vergiss|gib|bewerte|anweisungen|punktzahl|ignora|ignore[sz]|olvida|otorga|instrucciones|puntuación|"
    r"calificación|instructions précédentes|donnez|donne|attribue[rz]?|ignorez|istruzioni|punteggio|voto|instruções|"
    r"pontuação|nota máxima|negeer|instructies|musterantwort|"
    r"bewerten|bitte|entsprechend|respuesta|califi\w+|réponse|veuillez|por favor|dies ist|esta es|voici|eine|una|"
    r"une)\b",
    re.IGNORECASE,
)

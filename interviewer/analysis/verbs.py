"""Kinds of verbs: what binds nobody, what a thing does by rule, what harms, what judges, what reviews."""

from __future__ import annotations

from interviewer.analysis.cues import STATIVE
from interviewer.analysis.tokens import wordset

# Verbs that bind nobody to anything that could be checked.
VAGUE = STATIVE | wordset(
    """investigate analyse analyze explore evaluate
    address commit handle meet sit speak
    agree align am are argue ask assume bet bring call care come consider continue deal depend discuss doubt ensure
    establish expect explain find focus happen has hear hope imagine improve is learn leverage like live look love
    mention mind notice present regard remember say see show start suspect talk tell think track understand wonder
    work worry"""
)
# What a system or a thing does by rule, so that a clause about it can be one ("the rest ships", "it stays off").
CONTROL = wordset(
    """answer come apply ask become belong block cap carry check close collect confirm count cut decide delete
    disqualify do double drop end enter escalate expire fall fix follow freeze gate get go grade hand hold join
    keep label land launch leave live lock lose mark move need notify open page pass pause promote put queue
    read refresh refuse reject release remain repeat replace require reset rest restart retire retry revert
    review rewrite roll rotate route run score see send serve shed ship sign sit sort start stay stop supply
    swap switch take trigger turn veto wait win write"""
)
HARM = wordset(
    """recommend consider capture measure evaluate associate tired
    affect annoy ask base bias break build call charge collect concern confuse connect corrupt couple create damage
    define design disappoint expect finish frustrate generate give harm hurt include involve know link lose make
    mean need overload relate sample satisfy see show solve store support suppose surprise track train use write"""
)
NEED_PEOPLE = wordset("see write read supply collect follow get do")  # said of a thing, these only describe it
JUDGING = wordset("call say tell read believe trust count conclude claim consider regard announce want")
REVIEWING = wordset(
    "mark label check rate judge grade score review sort compare sign approve verify write settle decide"
)
IDLE = STATIVE | wordset(
    "be have say notice like love hate lose ask come write open press tap use call complain happen feel get mean"
)

"""How far each part of the catalogue was read, noted apart from the files so that neither drifts alone."""

from typing import Final

VERIFIED_SOURCES: Final = """
CWSA-1 CWSA-3 CWSA-11 CA04-11 HA96-213A LGA-OOA EELGA SI2003-3326 PICKFORD AM-HAVERING COG-17 COG-4
SI2021-991 HL-SLSC DA-SG DA-CONS RTS WA-HB REFUGE-UK NEXTCH CHPATH SAFERPL SA-INTRO SA-416 SA-R2
RFC-REG RFC-INT CL-2010 MAPPA-3 MARAC-M2M SET-2016 SET-2018 ESCB-POL ESCB-KM ESCB-EX SHROA-12
SHROA-C COG-DTR CAS3 NHSDD LGR-HUB LGR-ECC ESCB-HHCC
"""

SECONDARY_SOURCES: Final = """
WT26-A WT26-B WT26-C WT18-W CA89-47 HA96-208 HJA-6W PQ-24407 TA1 TA-CSV SHELTER-H DA-CB MRA-CAT3
HL-ADDR INKL-ADDR SA-HL SA-ST SA-27 SA-NHF PCF-H PCF-L PCF-C J1617 J1617-C J1617-10 CL-LEAF CL-WALS
ICPC-W ICPC-CAM ICPC-ER STRAT-WY CORE-B LDN-CP4 LDN-CP6 MK-TA CIN-CALD CIN-PET CIN-HAV RR-CAM RR-DEV
RR-STH INFO24 INFO24-B MARAC-T HIPS DORSET SLOUGH WALSALL LEEDS FOLK KENT-SCH2 HERTS-SI SHROA-T
SHROA-R RRA SCIE-53 SCIE-53B CAMBS-42 CAS2 LGR-DEC LGR-PQ GSS CWSA-NOTE
"""

UNREAD_SOURCES: Final = """
OWN
"""

FACTS: Final = {
    "ta-bnb-shared": "verified SI2003-3326, secondary HJA-6W, secondary PQ-24407",
    "ta-nightly-self-contained": "secondary TA1",
    "ta-hostel-family": "verified SI2003-3326, secondary SHELTER-H",
    "ta-assessment-unit": "secondary TA1",
    "ta-la-ha-stock": "secondary TA1",
    "ta-psl": "secondary TA1",
    "ta-private-direct": "secondary TA1",
    "ta-homeless-at-home": "secondary TA1",
    "da-refuge": "verified SI2021-991, verified WA-HB, verified CHPATH, verified NEXTCH",
    "da-specialist": "verified SI2021-991, secondary DA-CB, verified NEXTCH",
    "da-dispersed": "verified HL-SLSC, verified SI2021-991",
    "da-second-stage": "verified SI2021-991, verified HL-SLSC",
    "da-sanctuary": "verified SI2021-991",
    "da-designated-emergency": "verified SI2021-991",
    "rfc": "verified RFC-INT, verified RFC-REG",
    "parent-child-foster": "secondary PCF-H, secondary PCF-C",
    "mother-baby-unit": "verified NHSDD",
    "sa-single-occupancy": "verified SA-R2, verified SA-INTRO",
    "sa-shared-ringfenced": "secondary SA-HL",
    "sa-shared-open": "secondary SA-HL",
    "sa-private-residence": "secondary SA-HL",
    "supported-lodgings": "verified NHSDD",
    "staying-put": "secondary CL-WALS",
    "staying-close": "secondary CWSA-NOTE",
    "foyer": "verified NHSDD",
    "yp-supported": "verified SHROA-C",
    "young-parent-scheme": "unverified OWN",
    "training-flat": "unverified OWN",
    "nightstop": "unverified OWN",
    "family-supported-housing": "verified SHROA-12",
    "supported-exempt-noncommissioned": "secondary SHROA-R",
    "housing-first": "unverified OWN",
    "floating-support": "unverified OWN",
    "supported-living-parent": "secondary SCIE-53",
    "s17-accommodation": "verified LGA-OOA",
    "nrpf-accommodation": "unverified OWN",
    "asylum-initial-hotel": "unverified OWN",
    "asylum-dispersal": "unverified OWN",
    "resettlement-sponsor": "unverified OWN",
    "msvcc-safe-house": "unverified OWN",
    "social-secure": "verified NHSDD",
    "social-introductory": "unverified OWN",
    "social-assured": "verified NHSDD",
    "prs-tenancy": "secondary RRA, verified COG-4",
    "prs-hmo": "unverified OWN",
    "owner-occupied": "verified NHSDD",
    "sofa-surfing": "verified NHSDD",
    "kinship-family": "secondary CWSA-NOTE",
    "traveller-site": "unverified OWN",
    "vehicle-boat-rough": "verified NHSDD",
    "approved-premises": "unverified OWN",
    "cas2": "secondary CAS2",
    "cas3": "verified CAS3",
    "prison-mbu": "verified COG-4",
    "residential-rehab": "verified NHSDD",
}
"""For each accommodation type: the status and source of its facts, in order."""

MEETINGS: Final = {
    "strategy-discussion": "unverified",
    "icpc": "secondary",
    "rcpc": "unverified",
    "core-group": "unverified",
    "cin-planning": "secondary",
    "cin-closure": "secondary",
    "fgdm": "verified",
    "plo-meeting": "unverified",
    "legal-planning": "unverified",
    "marac": "secondary",
    "mappa": "verified",
    "adult-s42": "secondary",
    "discharge-planning": "unverified",
    "lac-review": "unverified",
    "pathway-review": "secondary",
    "pre-birth": "unverified",
    "professionals-meeting": "unverified",
    "rapid-review": "secondary",
    "homelessness-duty": "secondary",
    "placement-transfer": "secondary",
    "early-help-taf": "unverified",
    "adult-mash-marac-out": "verified",
}

ROLES: Final = {
    "provider-dsl": "secondary",
    "provider-dsl-deputy": "secondary",
    "provider-ooh": "unverified",
    "support-worker": "unverified",
    "other-address-worker": "unverified",
    "scheme-manager": "unverified",
    "service-manager-ofsted": "secondary",
    "nominated-individual": "secondary",
    "responsible-individual-rfc": "verified",
    "refuge-manager": "unverified",
    "child-worker-da": "secondary",
    "data-protection-provider": "unverified",
    "owner-operator": "unverified",
    "managing-agent": "unverified",
    "housing-officer-rp": "unverified",
    "asb-officer": "unverified",
    "rp-safeguarding-lead": "unverified",
    "lha-housing-options": "verified",
    "lha-ta-manager": "verified",
    "lha-s208-inbox": "verified",
    "lha-dtr-inbox": "verified",
    "lha-safeguarding-lead": "verified",
    "lha-ooh-homelessness": "unverified",
    "placing-authority": "verified",
    "host-authority": "secondary",
    "csc-social-worker": "unverified",
    "csc-team-manager": "unverified",
    "cp-chair": "unverified",
    "family-help-lead": "secondary",
    "macpt": "verified",
    "personal-adviser": "secondary",
    "commissioner-housing": "unverified",
    "commissioner-csc": "unverified",
    "adult-sw-safeguarding": "secondary",
    "idva": "secondary",
    "marac-housing-rep": "secondary",
    "mappa-single-point": "verified",
    "probation-practitioner": "verified",
    "health-visitor": "verified",
    "asylum-contractor-lead": "unverified",
}

TERMS: Final = {
    "named-lead": "proposal, unverified",
    "capacity-hours": "local choice, unverified",
    "meeting-attendance": "local choice, unverified",
    "response-time": "local choice, unverified",
    "report-standard": "source, secondary",
    "in-person": "source, verified",
    "contingency-plan": "local choice, unverified",
    "training-basic": "local choice, unverified",
    "training-lead": "local choice, unverified",
    "training-adult": "local choice, unverified",
    "supervision": "local choice, unverified",
    "safer-recruitment": "proposal, unverified",
    "info-sharing": "source, secondary",
    "policies": "source, secondary",
    "incident-notify": "source, secondary",
    "s11-audit": "source, secondary",
    "kpi-return": "local choice, unverified",
    "ooh-contact": "local choice, unverified",
    "escalation": "source, verified",
    "subcontract": "source, secondary",
    "handover": "local choice, unverified",
    "cspr-coop": "source, secondary",
    "payment": "local choice, unverified",
    "dsl-hours-24h-scheme": "local choice, unverified",
    "safe-sleep-check": "source, secondary",
    "visitor-controls": "local choice, unverified",
    "father-engagement": "local choice, unverified",
    "history-request": "local choice, unverified",
    "child-seen": "local choice, unverified",
    "confidential-location": "source, secondary",
    "data-protection": "proposal, unverified",
    "remedies": "local choice, unverified",
    "review-date": "proposal, unverified",
    "licence-regs": "source, secondary",
    "equality-access": "proposal, unverified",
    "commissioner-duty": "source, secondary",
}
"""What each benchmark rests on, and how far that was read."""

FRAMEWORKS: Final = {
    "S11": "unverified",
    "SHRO": "secondary",
    "NSE": "unverified",
    "SAREG": "verified",
    "DAQ": "unverified",
    "CARE": "unverified",
    "LDCC": "secondary",
}

DUTY_PROFILES: Final = {
    "lha": "unverified",
    "landlord": "unverified",
    "charity_or_rp": "secondary",
    "ofsted": "secondary",
    "ofsted_or_charity": "verified",
    "csc": "unverified",
    "home_office": "unverified",
    "hmpps": "verified",
    "health": "verified",
    "none": "unverified",
}

NOT_PROTOCOL: Final = {
    "R026": "law_assist_only, secondary",
    "R111": "law, secondary",
    "R112": "law_consent, verified",
    "R190": "law, verified",
    "R191": "law, verified",
    "R196": "guidance, secondary",
    "R197": "guidance, secondary",
}
"""The invite rules that are more than a proposal."""

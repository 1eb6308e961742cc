"""Venues that are homes, by how they are disguised, and venues that are none. All invented."""

#: Homes asked about, and venues that are them or tell where they are.
HOMES = {
    "as written": (
        "12 Nowhere Lane, Testbury, CM1 1AA",
        """
        12 Nowhere Lane | 12 Nowhere Lane, Testbury | 12 Nowhere Lane, Testbury, CM1 1AA
        | 12, Nowhere Lane | 12 NOWHERE LANE | meet at 12 nowhere lane | The house at 12 Nowhere Lane
        | Conference at 12 Nowhere Lane, 10am | Library or 12 Nowhere Lane | 12 Nowhere Lane
        | 12-Nowhere-Lane | 12/Nowhere Lane | #12 Nowhere Lane | No. 12 Nowhere Lane
        | number 12 Nowhere Lane | nr. 12 Nowhere Lane | 12 Nowhere Lane (side door) | 12A Nowhere Lane
        | 0012 Nowhere Lane
        """,
    ),
    "short words": (
        "12 Nowhere Lane, Testbury, CM1 1AA",
        """
        12 Nowhere Ln | 12 nowhere la | 12 Nowhere Ln. | 12 Nowhere | 12 nowhere, testbury
        | No 12 Nowhere Ln | twelve nowhere ln | 12 N0where Lane | l2 Nowhere Lane | 12 Nowhere Lne
        | 12Nowhere Lane | 12 NowhereLane | 12nowherelane
        """,
    ),
    "numbers otherwise": (
        "12 Nowhere Lane, Testbury, CM1 1AA",
        """
        twelve Nowhere Lane | Twelve, Nowhere Lane | Nowhere Lane 12 | Nowhere Lane, 12
        | Nowhere Lane no. 12 | Nowhere Lane (12) | Nowhere Lane number twelve | 1 2 Nowhere Lane
        | 1-2 Nowhere Lane | 1.2 Nowhere Lane | 10-14 Nowhere Lane | between 10 and 14 Nowhere Lane
        | the 12th house, Nowhere Lane | XII Nowhere Lane | Room 12 Nowhere Lane | １２ Nowhere Lane
        | 12–14 Nowhere Lane | a dozen Nowhere Lane | house twelve, Nowhere Lane
        | Nowhere Lane, house no 12
        """,
    ),
    "slips": (
        "12 Nowhere Lane, Testbury, CM1 1AA",
        """
        12 Nowhwere Lane | 12 Nowehre Lane | 12 Nowere Lane | 12 Nowheer Lane | 12 Nowhere Laen
        | 12 Now here Lane | 12 No where Lane | 12 Nowhere's Lane | 12 Nowheres Lane
        | 12 The Nowhere Lane | 12 N o w h e r e Lane | 12 Nowhere La ne
        """,
    ),
    "less than the address": (
        "12 Nowhere Lane, Testbury, CM1 1AA",
        """
        Nowhere Lane | nowhere lane, testbury | The house in Nowhere Lane | Nowhere Ln
        | off Nowhere Lane | CM1 1AA | cm11aa | C M 1 1 A A | CM1-1AA | CM1 1AA, Testbury | CM1 1AA
        | at CM1 1AA | 12, CM1 1AA | No 12 CM1 1AA | CMI IAA | the postcode is CM1 1AA | Nowhere
        | Nowhere, Testbury | Acorn Hall, CM1 1AA
        """,
    ),
    "by way of a neighbour": (
        "12 Nowhere Lane, Testbury, CM1 1AA",
        """
        next door to 14 Nowhere Lane | opposite 9 Nowhere Lane | beside 10 Nowhere Lane
        | opp 9, Nowhere Ln | near 10 Nowhere Lane, CM1 1AA | behind 11 Nowhere Lane
        """,
    ),
    "building": (
        "Flat 3, Sprocket House, 40 Thistlequay Road, Chelmsford, CM1 1PN",
        """
        Sprocket House | sprocket hse | Sprocket Ho. | Sprocket House, Room 2 | The Sprocket House
        | Meeting room, Sprocket House | Sproket House | Sprocket Hosue | SprocketHouse
        | Sprockett House | Sprocket | 40 Thistlequay Rd | 40 Thistlequay | Thistlequay Road 40
        | forty Thistlequay Road | 40 Thistle Quay Road | 40 Thistlequay Raod | Thistlequay Road
        | 40, CM1 1PN | Sprocket House, Thistlequay Road | 40 Thist1equay Road
        """,
    ),
    "flat with a number alone": (
        "3/27 Kirkgate, Leeds",
        """
        27 Kirkgate | 27 kirkgate leeds | 3/27 Kirkgate | Kirkgate 27 | twenty-seven Kirkgate
        | twenty seven kirkgate | 27 Kirk Gate | 27 Kirkgate, opposite the library | Kirkgate
        | 27 Kirkgaet
        """,
    ),
    "name alone": (
        "Sunnybank, Little Wickle",
        "Sunnybank | sunnybank, little wickle | Sunny Bank | The Sunnybank | Sunybank",
    ),
    "street with a saint": (
        "8 St Quillian's Road, Testbury",
        """
        8 St Quillians Road | 8 St. Quillian's Rd | 8 Saint Quillian's Road | 8 St Quillian
        | eight st quillians rd | 8 Quillian's Road | St Quillian's Road
        """,
    ),
    "green and close": (
        "5 Wickle Green Close, Testbury, CM2 9XX",
        """
        5 Wickle Green Close | 5 Wickle Grn Cl | five Wickle Green Close | Wickle Green Close
        | 5 Wickle Green | 5 wickle grn clo | CM2 9XX
        """,
    ),
    "what a reading passes over": (
        "12 Nowhere Lane, Testbury, CM1 1AA",
        """
        https://12-Nowhere-Lane | www.12.Nowhere.Lane | <12 Nowhere Lane> | c/o the Nowhere Lane
        | 12. Nowhere Lane | 12) Nowhere Lane, Library | Library (12) Nowhere Lane
        | 12: Nowhere Lane, Town Hall | 12_Nowhere_Lane | address 12: Nowhere Lane | N0wh3r3 L4n3
        | [12 Nowhere Lane] | 12 Nowhere Lane?? | FAO 12 Nowhere Lane
        | Town Hall care of 12 Nowhere Lane | line 12: Nowhere Lane Library | 12=Nowhere Lane
        """,
    ),
    "with signs between": (
        "12 Nowhere Lane, Testbury, CM1 1AA",
        """
        12 Nowhere Ln Testbury | 12 nwhere lane | Number Twelve Nowhere | 12nd Nowhere Lane
        | Nowhere Lane - 12 | 12 - Nowhere Lane | 12;Nowhere Lane | 12 of Nowhere Lane | No.12 Nowhere
        | no12 nowhere lane | 12 Nowhere Lane CM11AA | CM1 1AA (12)
        """,
    ),
    "by what is near": (
        "12 Nowhere Lane, Testbury, CM1 1AA",
        """
        the blue door by the library, Nowhere Lane | the house next to the school on Nowhere Lane
        | near the church, Nowhere Lane | opposite the police station, Nowhere Lane
        | the flat above the shop | the house opposite the library | Nowhere Lane, behind the surgery
        | the house on the corner
        """,
    ),
    "a range": (
        "10-14 Nowhere Lane",
        """
        12 Nowhere Lane | 10 Nowhere Lane | 14 Nowhere Lane | 10 to 14 Nowhere Lane | 10/14 Nowhere Lane
        | twelve Nowhere Ln
        """,
    ),
}

#: Schemes where people are, or that nobody is to find, and venues that are them.
SCHEMES = {
    "Brindle Haven Refuge": """
    Brindle Haven | brindle haven | Brindle Haven Refuge | The Brindle Haven | Brindel Haven
    | BrindleHaven | Brindle Haven, Room 1 | Meeting room at Brindle Haven Refuge
    | Brindle Haven house
    """,
    "Quillmere": "Quillmere | the Quillmere | Quillmere House | Quilmere | quillmere project | QUILLMERE",
    "Sprocket House": """
    Sprocket House, room 4 | the lounge at Sprocket House | Sprocket Hse | Sprocket | sprockethouse
    """,
}

#: Venues that speak of somebody's home, whoever's it is, or hold something private.
SPOKEN = {
    "whose": """
    at mum's | mum's | Mum’s | at mums | at dads | at dad's house | dad's | Dad's place
    | mother's house | the mother's home | at the father's flat | father’s new place | Nan's
    | at Nan's, Mill Lane | gran's bungalow | grandma's | grandparents' house | the grandparents'
    | at the grandparents | her flat | her place | at hers | at his flat | his house | their home
    | at theirs | my house | our house | your home | her current address
    | his temporary accommodation | her mum's | her mother's new flat | at his mum's | aunt's house
    | auntie's | at her sister's | partner's flat | his brother's place | step-dad's house
    | the child's home | baby's home | Carer's home | foster carer's house | the foster carer's
    | tenant's flat | resident's room | client's home | victim's address | neighbour's house
    | friend's flat | her friend's | mother-in-law's house | mum's hse | mums gaff | round hers
    | mum’s own home
    """,
    "more of whose": """
    mum and dad's | nan and grandad's | at Ruby's | Ruby's house | Sarah's | round mum's
    | the kids' house | Rose's flat | the placement | her placement | temporary accommodation
    | the hostel | where she is | where mum is | where the children are | the foster carer's in town
    | mum's, Mill Lane | at his, Mill Lane
    """,
    "as people write": """
    the family's | at the family's | mother's address | mum's address | mum and baby's flat
    | in her kitchen | her living room | their garden | family's new home | hers | their's
    | at the mother's | mother’s | in mum's front room | Gran’s house | Her mother's
    | where the mother lives | parents' address | at the address we hold | the family's placement
    | at Nans | nanas house | at ma's | mums new flat | Dads flat | grandmas place | MGM's house
    | MGM's | at PGM's | pgf's flat | paternal grandmother's home | maternal aunt's | step dad's
    | the stepfather's house | mother in law's | friends house | a friend's | a friend's house
    | sister's | at the neighbours | neighbours house | foster carers house | foster carers' home
    | carer's address | at the carers' house | the victim's home | perpetrator's flat | his mother's
    | her ex's | ex partner's house | boyfriend's | the boyfriends flat | home of mum | home (mum's)
    | mum home | mothers house | mothers home | mothers flat | fathers flat | at fathers house
    | grandparents house | at parents | parents house | childs home | child's placement
    """,
    "family": """
    family home | the family home | Family Home, Mill Lane | the family's house | family house
    | family address | parental home | the parents' home | parents' house | children's home
    | Children's Home, 3 Mill Lane | mother's home address
    """,
    "home": """
    home | Home | at home | the house | the flat | house | at the house | home address | home visit
    | Home of the grandparents | the same address | private address | private house | living room
    | the front room | at home with the health visitor | doorstep
    """,
    "where": """
    where she lives | where mum is staying | where they live | where the family is living
    | the place he stays | where the children are placed | where they are staying | mum lives here
    | the flat where she sleeps
    """,
    "hidden": """
    the refuge | refuge | women's refuge | Colchester refuge | Refuge, room 2 | safe house
    | the safe house | safehouse | safe accommodation | secret address | women's shelter
    | undisclosed location | foster placement | foster home
    """,
    "unit": """
    Flat 3 | flat 3, Acorn Court | Apartment 12 | Flat no 4, High Street | bedsit 2
    | maisonette 1, The Green
    """,
    "name": """
    Jane's house | at Karen's | at Emma's flat | Daniel's place | Mr Quavermint's
    | c/o Mrs Quavermint, 3 Mill Lane
    """,
    "map": """
    51.7356, 0.4685 | 51.7356,-0.4685 | ///filled.count.soap | what3words filled.count.soap
    | TL 707 067 | TL707067 | UPRN 999012345678 | https://maps.example/?q=51.7356,0.4685
    | 51° 44' N, 0° 28' E
    """,
    "disguised": """
    mum\u200b's | m\u0443m's house | \u041cum's | her\u200d flat | 1\u200b2 Nowhere Lane
    | 12 Nowh\u0435re Lane | 12 N\u03bfwhere Lane | 12 \u041dowhere Lane | \u216b Nowhere L\u0430ne
    | 12 Nowhere\u00ad Lane | 12 \u202eenaL erehwoN | 12 Nowhere \u029fane
    """,
    "number": """
    NHS 943 476 5919 | Civic Centre, 943 476 5919 | Teams 943 476 5919 | Zoom: 9434765919
    | Room 2, AB123456C | Meeting ID NHS 943 476 5919 | Civic Centre, 07700 900123
    | born 3 May 2019, Room 2 | testa@quavermint.example
    """,
}

#: Homes asked about, beside which each of the venues below is an ordinary one.
OTHER_HOMES = (
    "14 Mill Lane, Testbury, CM1 1AB",
    "Flat 3, Sprocket House, 40 Thistlequay Road, Chelmsford, CM1 1PN",
    "27 Kirkgate, Leeds, LS1 1AA",
    "9 Station Road, Testbury",
    "5 Church Street, Testbury CM2 9XX",
    "Room 12, Acorn Foyer, 60 High Street, Testbury",
    "2 The Green, Little Wickle",
    "33 Civic Way, Testbury",
)

ORDINARY = {
    "online": """
    Teams meeting ID 943 476 5919 | Microsoft Teams | Teams | Zoom | Zoom, meeting ID 812 3456 7890
    | Zoom 943 476 5918 | Teams (meeting ID: 356 123 456 789, passcode: aB3dE9) | Google Meet
    | Webex | by video | Online by Teams | Zoom passcode 943476 | MS Teams 356 123 456 789
    | Microsoft Teams, link to follow | Teams call, ID 345 678 901 23
    | Webex meeting number 2345 678 9012 | Conference ID: 123 456 789#
    | https://teams.microsoft.example/l/meetup-join/19 | By telephone: 020 7946 0018, PIN 4471
    | Skype for Business | Zoom ID 943 4765 918 | Video conference
    """,
    "more online": """
    https://zoom.example/j/9434765919 | Hybrid - Room 4 and Teams | Virtual meeting
    | Google Meet abc-defg-hij | Dial 0333 123 4567, conference code 123456
    | Zoom meeting ID: 943 476 5919 | meeting id 9434765919
    """,
    "more": """
    Mums and Tots group, Church Hall | Department of Care of the Elderly | Guardian House, Floor 3
    | Child House, Hospital Road | Partner House, Unit 3 | Victim Support office
    | Foster Carers' Association | Care Leavers' Hub | Room 12, 12th floor, County Hall
    | The Forum, 3 Broad Way | 10 Market Place | c/o reception, County Hall
    | Section 136 suite (place of safety), Testbury Hospital | The Old House, 3 Broad Way
    | St James's | Residents' lounge, Acorn Court | Housing office, corner of Broad Way
    | Costa, 7 Broad Way | HMP Testbury visits hall | Civic Centre (opposite the library)
    | Church hall by the station | Town Hall, next to the market | School House Surgery
    | Home Group offices | The Grange Conference Centre | Family Solutions Team, Level 2
    | Father Quillian Centre | Baby Room, Family Hub | The Gatehouse, 16 Broad Way
    """,
    "of all kinds": """
    Meeting Room 3, Council Offices, Testbury | The Hub, 9 Broad Way | Family Centre | Parent Hub
    | Parents and Carers' room, Acorn School | Fathers' group room, Family Hub
    | Mother and Baby Unit, Testbury Hospital | Children's Home Support Team, County Hall
    | Children's Hospital | Women's Centre | Men's Shed | Tenants' and Residents' Association hall
    | Home Office | Home Instead office | Home Farm Trust office | Homeless Hub, 3 Broad Way
    | Housing Options, Civic Centre | Civic Centre, CM2 6YJ | Chelmsford Civic Centre
    | Chelmsford Library | Testbury Town Hall | Testbury Library
    | Haven Gateway Business Centre, 2 Broad Way | Brindle Lane Library
    | Resident services desk, Civic Centre | Client meeting room, County Hall
    | The Family Law Centre | Grandparents Plus office | Carers Trust | Daughters of Charity
    | St Mary's | St Thomas' Hospital | King's College Hospital | Guy's Hospital | Sainsbury's café
    | Room B, Queen's Building | Her Majesty's Courts, Court 5 | His Majesty's Prison
    | HMCTS, 5 Broad Way | DWP office | Women's Institute hall | Young Carers' Hub
    | Nan Quill Centre | House of Lords committee room | Millhouse Centre | Moot Hall
    | Dad's Army Museum | Mother Shipton Centre | The Living Room Theatre
    | Father Hudson's Society offices | Family Lives office | The Place Theatre, 7 Broad Way
    | Our Lady's Church Hall | Our Place Community Hub | Hearing room 2, Family Court
    | Children's Guardian's office | Advocate's room, Court building | Level 12, Broad Tower
    | Seminar room 40 | Committee Room 12, Town Hall | Gate 12, stadium | Suite 12, Broad House
    """,
    "council": """
    Civic Centre, Room 2 | Civic Centre | County Hall | Room 12, County Hall
    | County Hall, Market Road, Chelmsford | Town Hall, 1st floor, Committee Room 1 & 2
    | Council offices; parking at the back | Council Offices, Station Road
    | Civic Centre, Duke Street, Chelmsford CM1 1JE | City Hall | Guildhall | Shire Hall, Room 9
    | Borough Council Chamber | The Council House, Committee Room 5 | Civic Offices, Civic Way
    | Committee Room 3, Town Hall | Members' Room, County Hall | Lord Mayor's Parlour, City Hall
    | Parish Council office | Registry Office, Kirkgate | Housing Options, 2 Civic Way
    | Contact Centre, 31 Civic Way
    """,
    "children": """
    Children's Centre, 12 Mill Lane | Children's Centre | Mill Lane Children's Centre
    | Family Home Centre | Children's Centre (use the side door) | Family Centre, 7 Mill Lane
    | Parents' Centre | Family Hub, Tower B | Family Hub | Children and Families Hub
    | Family Support Centre | Sure Start Centre | Nursery, 4 Church Street
    | Family Room, Central Library | Children's Social Care, Floor 3 | Children's Services, Room 12
    | Carers' Centre | Young People's Centre | Mothers' Union Hall | Child Development Centre
    | Children's Library | Family Court | Family Proceedings Court | Contact centre
    | Kids Company office | Parents' room, Acorn Primary School | Baby clinic | Home-Start office
    | Family Hub, 60a Broad Way
    """,
    "health": """
    Health Centre, Unit 5, The Precinct | St Quillian's Hospital | Testbury Hospital, Ward 12
    | Mill Lane Surgery | GP Surgery, 27 Broad Way | Clinic, level 4
    | Maternity Unit, Testbury Hospital | Health Visitors' office, Floor 2 | Walk-in Centre
    | Mental Health Team, Acorn Building | Medical Centre, 8 Station Road | The Station Road Surgery
    | Care home conference room | CAMHS, Room 4 | Testbury General, Education Centre
    | Health Visiting Team base
    """,
    "school": """
    Acorn Primary School | Acorn School, Mill Lane | School House, 3 The Green
    | Testbury Academy, Room 14 | Sixth Form College | St Quillian's CofE Primary
    | Testbury Nursery School | University of Testbury, Room 27 | School library
    | Head teacher's office | Lady Quavermint School | Church Street Primary School
    | The school hall | Acorn Infants, main reception
    """,
    "streets": """
    12 High Street, Chelmsford | 42-44 Station Road, SS1 1AA | 3 The Green | 12 Mill Lane, Testbury
    | 16 Mill Lane | Floor 10, 200 Kirkgate, rooms 101, 102 and 103 | 29 Kirkgate, Leeds
    | 40 Quavermint Road | 40 Broad Way, Chelmsford | Room 12, 34 Mill Lane, Colchester CO1 1AA
    | 1 Thistlequay Road | 14 Mill Road | 14 Hill Lane, Testbury | 9 Station Approach
    | 27 Kirkstall Way, Leeds | 7 Church Street | 62 High Street, Testbury | 14 Broad Way
    | Acorn House, 3 Civic Way | 12 Mill Lane, CM1 1AB | Unit 14, Broad Way Industrial Estate
    """,
    "buildings": """
    Acorn House | Acorn House, Meeting Room | The Margaret Quavermint Building
    | Dr Quavermint House, Floor 3 | Mrs Quavermint Memorial Hall | Lady Quavermint School
    | Quavermint House, Room 40 | Tower B, 9th floor | Sprocket Mill Business Centre | Queen's House
    | King's House | St John's House | St James's House, Floor 2 | Bridge House, Board Room
    | Riverside House, 14th floor | Enterprise House, Unit 3 | Station House, 12 Broad Way
    | Acorn Court, 3 Broad Way | The Foyer Theatre | Opportunity House | The Exchange, Suite 27
    """,
    "others": """
    Police Station, King's Road | Testbury Police Station | Police Station, 12 Broad Way
    | Magistrates' Court | Crown Court, Court 9 | Testbury Library | Library, 020 7946 0018
    | Central Library, Kirkgate | St Mary's Church Hall | Village Hall, The Green
    | Community Centre, Mill Lane | Home Office building, Croydon | Homes England office
    | Fire Station | Probation office, Room 12 | Job Centre | Leisure Centre | Women's Aid office
    | Citizens Advice, Kirkgate | Sports pavilion | Reception: 01632 960123
    | +44 1632 960123 is the reception | Meeting room 943, level 4 | Room 2 | Conference Room A
    | Meeting Room 14 | to be confirmed | Her place of work | MAPPA suite | Boardroom, Floor 9
    | The Haven Centre | Salvation Army hall | Mosque, 27 Broad Way | YMCA conference room
    | Housing association office, 12 Broad Way | Hostel office, 12 Broad Way
    """,
}


def each(texts: str) -> list[str]:
    """The venues of a text that has bars between them."""
    return [" ".join(text.split()) for text in texts.split("|") if text.strip()]

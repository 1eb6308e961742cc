"""The words by which people are spoken of without being named, and those that may stand beside them.

A label such as `mother and child` is made of them. None is a name that people commonly bear, but where it is
what they are called by their part in a family. A word that is missing here is only refused where it is
written as a name is; it can be added.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Who somebody is. A label has at least one of these, or a letter or number in a name's place.
PEOPLE = _words(
    """
    adult adults applicant applicants aunt auntie aunts babies baby bf birth boy boyfriend boys bride
    brother brothers bump carer carers child childminder children client clients cohabitee couple couples
    cousin cousins dad daddy dads daughter daughters eldest ex families family father fathers
    female females fiance fiancee foetus foster friend friends gf girl girlfriend girls godparent gran
    grandad grandads grandchild grandchildren granddad granddaughter grandfather grandfathers grandma
    grandmas grandmother grandmothers grandpa grandparent grandparents grandson great guardian guardians
    half household households husband infants infant kid kids kin kinship landlord law leaver leavers lodger
    lodgers male males mam man men minor minors mother mothers mum mummy mums nan nana nanna nanny neighbour
    neighbours neonate nephew nephews newborn niece nieces occupant occupants offspring old parent parents
    partner partners people perpetrator person persons pregnant relative relatives resident residents
    sibling siblings sister sisters son sons spouse step stepbrother stepchild stepchildren stepdad
    stepdaughter stepfather stepmother stepmum stepparent stepsister stepson student subject suspect
    teenager teenagers tenant tenants toddler toddlers triplets twin twins unborn uncle uncles victim
    victims visitor visitors ward wards wife woman women young youngest youth youths
    """
)

#: What may be said of them, and of where and how they live.
_BESIDE_PEOPLE = _words(
    """
    a about abroad access accommodated accommodation address addresses after aged agency all alleged alone
    also an and another any approved are arrival as asylum at autumn away b&b bail bed before being below
    between bio biological birth blood both brand breakfast bridging by care cared case child's class
    commissioned contact corporate council county court current currently custody days deceased detention
    different disabled dispersed due during each early east eight eighteen eighth elder elderly eleven
    emergency estranged existing expectant expected expecting extended extra fifth first five fives flat
    floating for former formerly four fourth from full has have he head her hers him his home homeless
    hospital hostel hostels hotel hotels house housing hub if ill in independent interpreter into is it
    its joint known last late leaving left legal like little living local long looked main married
    maternal maybe middle months more moved moving mth mths multi nd near new next nights nine no non
    north not now nursing of off older oldest on one only or other others our out own parental part
    paternal perhaps placed placement placements possible potential pre previous previously primary prison
    private prospective putative rd refuge refugee refugees registered regular related remand rented
    residence resident residential respite responsibility responsible same school second secondary secure
    seeker seekers separate separated separately seven seventeen seventh several shared she sheltered
    single six sixteen sixth smaller social sofa some south special st staying still street supervised
    support supported surfing surrogate temporary ten tenancy term th than that the their theirs them they
    third this three time to together twelve two unaccompanied under unit units unknown unmarried until up
    upstairs usual visiting week weekday weekdays weekend weekends weeks west where who whom whose wing
    with without wk wks worker workers x year years yet yo you younger your yr yrs
    """
)

#: Organisations, posts and meetings, which English writes with capitals.
_OFFICES = _words(
    """
    adults advice adviser advisor agencies agency allowance ambulance area asb assessment association
    authority benefit benefits board borough building buildings cabinet cafcass camhs campus cas centre
    chair chambers church city civic clinic cmht college committee community complex conference
    constabulary coordinator cp cpc crown dash dda department director district domestic dsl duty
    education england english entrance essex executive executives families floor foyer gov government gp
    ground group guardian gypsy hall health help icpc idva inn inspector irish iro justice lac lado law
    lead leaders lha library line magistrates manager managers marac mash meeting meetings midwife
    midwifery ministry national nhs nurse nursery office officer officers official ofsted ombudsman panel
    part partnership pathway pcc personal plan planning police practice practitioner primary probation
    project protection provider public rcpc receiving reception review room royal safeguarding safer
    secretary section senco send service services sheriff specialist staff state strategy subgroup suite
    team teams tower tribunal trust university urgent village visitor welfare yot young youth
    """
)

#: What keeps people from meeting in one room, and how else they meet.
_CIRCUMSTANCES = _words(
    """
    amber april august bank because boxing british bsl bst call christmas closed covid december easter
    epidemic eve facetime february fi flood floods friday gmt good google has holiday hybrid ice infection
    january july june language line link london march may met microsoft monday new november october online
    outbreak pandemic rail red remote remotely saturday secure september severe sign skype snow storm
    strike sunday telephone thursday travel tuesday uk video warning weather webex wednesday whitsun wi
    wifi yellow zoom
    """
)

KNOWN = PEOPLE | _BESIDE_PEOPLE | _OFFICES | _CIRCUMSTANCES

#: Forms of address, which are followed by a name.
TITLES = _words("mr mrs ms miss mx master dr prof sir dame lady lord rev revd mister missus madam cllr")

#: Words after a name that make it a building's or street's: `Dr Jenner House`, `Jane Austen Library`.
BUILDING_WORDS = _words(
    """
    academy annexe arcade avenue block building buildings business campus center centre chamber chambers
    chapel church civic clinic close college community council court crescent depot drive estate foyer
    gardens gate grange green grove hall health hill hospital hostel hotel house hub inn institute lane
    library lodge manor medical memorial mews mill museum nursery office offices park pavilion place plaza
    pub quay reception road room rooms school science square station street suite surgery terrace theatre
    tower trust university way wing works yard youth
    """
)

#: Given names that many bear and that are no words besides, for a label in small letters.
GIVEN_NAMES = _words(
    """
    aaliyah aaron abdul abigail adam adele agnieszka ahmed aisha alan alexander alfie ali alice alison
    amelia amina amy andrew andrzej angela anna anne anthony archie arthur ashley ava barbara ben benjamin
    beth bethany brenda brian bridget callum carol caroline catherine charlie charlotte chelsea chloe
    christine christopher claire clare colin connor craig daniel darren david deborah declan denise derek
    diane donna dylan edward eleanor elizabeth ella ellie emily emma ethan evelyn evie fatima fiona
    florence francesca freya gareth gary gemma geoffrey george georgia gillian graham hannah harriet harry
    harvey hassan hayley heather helen henry ian ibrahim imogen isaac isabella isla jacob jacqueline jade
    jake james jamie jane janet janice jasmine jason jayden jennifer jenny jessica joan joanne john
    jonathan joseph joshua joyce judith julia julie kai karen kate katherine kathleen katie kayleigh keith
    kelly kerry kevin kieran kim kyle laura lauren leah leanne leo lewis liam linda lindsey lisa logan
    louise lucas lucy luke lynn lynne maisie malcolm margaret maria mariam marie martin mary maryam
    matthew megan melissa mia michael michelle millie mohamed mohammad mohammed molly muhammad natalie
    natasha nathan neil niamh nicholas nicola noah oliver olivia omar oscar pamela patricia paul paula
    peter philip phoebe piotr poppy priya rachel rebecca rhys richard riley robert roger ryan sally
    samantha samuel sarah scott sean sharon shaun shirley simon siobhan sofia sophia sophie stacey
    stephanie stephen steven stuart susan tanya teresa theo thomas timothy tina toby tom tracey tracy
    tyler vanessa victoria wayne wendy william yasmin yusuf yvonne zachary zara zoe
    """
)

"""Words that go with names: before them, behind those of buildings, and names that many bear."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


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

#: Given names that many bear and that are no words besides.
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

#: Given names that many bear and that are words as well, though none of those that people are spoken of by.
NAMES_AND_WORDS = _words(
    """
    abbey alma amber angel april art ash aurora autumn bay bea belle beryl bill blake blossom bob brook
    carol cat chase cherry christian clay cliff coral crystal daisy dale dawn dean destiny dolly drew
    earl eden eve faith fern flora frank gail gene ginger glen grace grant guy hazel heath heather honey
    hope hunter iris ivy jack jasper jewel josh joy june kay kit lance laurel lily lord luna mae mark
    marina mason matt max may melody mercy miles misty mo myrtle nat nick norm olive opal otis pansy pat
    patience pearl peg penny pepper poppy rain ray red reed rich river rob robin rocky rod rose rowan
    ruby rusty sage sal sam sandy scarlet sherry sid sky sonny sparrow spencer star stella storm sue
    summer sunny sunshine tad tamsin ted terry tom tony trinity una val victor violet wade wally warren
    wes will willow winter woody
    """
)

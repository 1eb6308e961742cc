"""Which post town a postcode district belongs to.

Districts of Greater Essex are listed one by one; elsewhere the main town of the area stands in, save for
districts of larger towns, so that neighbouring towns exist in every part of England.
"""

import re

_DISTRICTS = """
Chelmsford CM1 CM2 CM3|Burnham-on-Crouch CM0|Ingatestone CM4|Ongar CM5|Dunmow CM6|Braintree CM7 CM77
Witham CM8|Maldon CM9|Billericay CM11 CM12|Brentwood CM13 CM14 CM15|Epping CM16|Harlow CM17 CM18 CM19 CM20
Sawbridgeworth CM21|Bishop's Stortford CM22 CM23|Stansted CM24|Colchester CO1 CO2 CO3 CO4 CO5 CO6 CO7
Bures CO8|Halstead CO9|Sudbury CO10|Manningtree CO11|Harwich CO12|Frinton-on-Sea CO13
Walton on the Naze CO14|Clacton-on-Sea CO15 CO16|Westcliff-on-Sea SS0|Southend-on-Sea SS1 SS2 SS3
Rochford SS4|Hockley SS5|Rayleigh SS6|Benfleet SS7|Canvey Island SS8|Leigh-on-Sea SS9|Wickford SS11 SS12
Basildon SS13 SS14 SS15 SS16|Stanford-le-Hope SS17|Romford RM1 RM2 RM3 RM4 RM5 RM6 RM7
Dagenham RM8 RM9 RM10|Hornchurch RM11 RM12|Rainham RM13|Upminster RM14|South Ockendon RM15
Grays RM16 RM17 RM20|Tilbury RM18|Purfleet-on-Thames RM19|Ilford IG1 IG2 IG3 IG4 IG5 IG6|Chigwell IG7
Woodford Green IG8|Buckhurst Hill IG9|Loughton IG10|Barking IG11
Saffron Walden CB10 CB11|Haverhill CB9|Newmarket CB8|Ely CB6 CB7|Royston SG8|Waltham Abbey EN9
Waltham Cross EN7 EN8|Hoddesdon EN11|Potters Bar EN6|Barnet EN4 EN5|Hertford SG13 SG14|Ware SG11 SG12
Hitchin SG4 SG5|Letchworth Garden City SG6|Baldock SG7|Hatfield AL9 AL10|Welwyn Garden City AL7 AL8
Harpenden AL5|Berkhamsted HP4|Tring HP23|Aylesbury HP17 HP18 HP19 HP20 HP21 HP22
High Wycombe HP10 HP11 HP12 HP13 HP14 HP15|Amersham HP6 HP7|Dunstable LU5 LU6|Leighton Buzzard LU7
Bedford MK40 MK41 MK42 MK43 MK44 MK45|Buckingham MK18|Felixstowe IP11|Woodbridge IP12 IP13
Stowmarket IP14|Bury St Edmunds IP28 IP29 IP30 IP31 IP32 IP33|Thetford IP24 IP25 IP26|Diss IP20 IP21 IP22
Lowestoft NR32 NR33|Great Yarmouth NR29 NR30 NR31|Cromer NR27|King's Lynn PE30 PE31 PE32 PE33 PE34
Wisbech PE13 PE14|Huntingdon PE26 PE28 PE29|St Neots PE19|Boston PE20 PE21 PE22|Spalding PE11 PE12
Stamford PE9|Skegness PE24 PE25|Kettering NN14 NN15 NN16|Corby NN17 NN18|Wellingborough NN8 NN9 NN29
Daventry NN11|Loughborough LE11 LE12|Hinckley LE10|Coalville LE67|Melton Mowbray LE13 LE14
Mansfield NG18 NG19 NG20 NG21|Newark NG22 NG23 NG24|Grantham NG31 NG32 NG33|Sleaford NG34
Ilkeston DE7|Burton-on-Trent DE13 DE14 DE15|Matlock DE4|Alfreton DE55|Chesterfield S40 S41 S42 S43 S44 S45
Rotherham S60 S61 S62 S63 S65 S66|Barnsley S70 S71 S72 S73 S74 S75|Worksop S80 S81
Grimsby DN31 DN32 DN33 DN34 DN36 DN37 DN41|Scunthorpe DN15 DN16 DN17|Gainsborough DN21|Retford DN22
Goole DN14|Beverley HU17|Bridlington YO15 YO16|Scarborough YO11 YO12 YO13|Selby YO8|Malton YO17
Harrogate HG1 HG2 HG3|Ripon HG4|Keighley BD20 BD21 BD22|Bingley BD16|Shipley BD17 BD18|Skipton BD23
Otley LS21|Wetherby LS22 LS23|Ilkley LS29|Pudsey LS28|Castleford WF10|Pontefract WF7 WF8 WF9
Dewsbury WF12 WF13|Batley WF17|Brighouse HD6|Holmfirth HD9|Hebden Bridge HX7|Todmorden OL14
Rochdale OL11 OL12 OL16|Ashton-under-Lyne OL5 OL6 OL7|Heywood OL10|Bury BL8 BL9 BL0|Salford M3 M5 M6 M7
Sale M33|Stretford M32|Altrincham WA14 WA15|St Helens WA9 WA10 WA11|Widnes WA8|Runcorn WA7
Knutsford WA16|Leigh WN7|Southport PR8 PR9|Chorley PR6 PR7|Leyland PR25 PR26|Burnley BB10 BB11 BB12
Accrington BB5|Nelson BB9|Rossendale BB4|Lytham St Annes FY8|Fleetwood FY7|Morecambe LA3 LA4
Kendal LA8 LA9|Barrow-in-Furness LA13 LA14|Penrith CA10 CA11|Workington CA14|Whitehaven CA28
Gateshead NE8 NE9 NE10 NE11|South Shields NE33 NE34|North Shields NE29 NE30|Whitley Bay NE25 NE26
Wallsend NE28|Blyth NE24|Ashington NE63|Cramlington NE23|Hexham NE46 NE47 NE48|Consett DH8
Chester le Street DH2 DH3|Bishop Auckland DL13 DL14|Northallerton DL6 DL7|Stockton-on-Tees TS18 TS19 TS20
Hartlepool TS24 TS25 TS26|Redcar TS10|Birkenhead CH41 CH42 CH43|Wallasey CH44 CH45|Wirral CH46 CH47 CH48
Ellesmere Port CH65 CH66|Macclesfield SK10 SK11|Wilmslow SK9|Hyde SK14|Glossop SK13|Buxton SK17
Nantwich CW5|Winsford CW7|Northwich CW8 CW9|Stafford ST16 ST17 ST18|Leek ST13|Newcastle ST5
Cannock WS11 WS12|Lichfield WS13 WS14|Tamworth B77 B78 B79|Solihull B90 B91 B92 B93
Sutton Coldfield B72 B73 B74 B75 B76|West Bromwich B70 B71|Bromsgrove B60 B61|Redditch B97 B98
Nuneaton CV10 CV11|Rugby CV21 CV22 CV23|Leamington Spa CV31 CV32 CV33|Warwick CV34 CV35
Stratford-upon-Avon CV37|Stourbridge DY7 DY8 DY9|Kidderminster DY10 DY11 DY14|Evesham WR11|Malvern WR13 WR14
Droitwich WR9|Ross-on-Wye HR9|Leominster HR6|Ludlow SY8|Oswestry SY10 SY11|Cheltenham GL50 GL51 GL52 GL53
Stroud GL5 GL6|Cirencester GL7|Tewkesbury GL20|Chippenham SN14 SN15|Devizes SN10|Trowbridge BA14
Frome BA11|Yeovil BA20 BA21 BA22|Weston-super-Mare BS22 BS23 BS24|Bridgwater TA5 TA6|Exmouth EX8
Barnstaple EX31 EX32|Bideford EX39|Paignton TQ3 TQ4|Newton Abbot TQ12 TQ13|St Austell PL25 PL26
Falmouth TR11|Penzance TR18 TR19 TR20|Camborne TR14|Weymouth DT3 DT4|Poole BH12 BH13 BH14 BH15 BH16 BH17
Christchurch BH23|Winchester SO21 SO22 SO23|Eastleigh SO50 SO53|Romsey SO51|Andover SP10 SP11
Gosport PO12 PO13|Fareham PO14 PO15 PO16|Havant PO9|Chichester PO18 PO19 PO20|Bognor Regis PO21 PO22
Newport PO30|Ryde PO33|Basingstoke RG21 RG22 RG23 RG24|Newbury RG14 RG20|Bracknell RG12 RG42
Wokingham RG40 RG41|Maidenhead SL6|Windsor SL4|Woking GU21 GU22 GU24|Aldershot GU11 GU12
Farnham GU9 GU10|Camberley GU15 GU16 GU17|Crawley RH10 RH11|Horsham RH12 RH13|Haywards Heath RH16 RH17
Dorking RH4 RH5|Reigate RH2|Epsom KT17 KT18 KT19|Worthing BN11 BN12 BN13 BN14
Eastbourne BN20 BN21 BN22 BN23|Lewes BN7 BN8|Hove BN3|Hastings TN34 TN35|Tonbridge TN9 TN10 TN11 TN12
Sevenoaks TN13 TN14 TN15|Ashford TN23 TN24 TN25 TN26|Maidstone ME14 ME15 ME16 ME17 ME18
Chatham ME4 ME5|Gillingham ME7 ME8|Sittingbourne ME9 ME10|Gravesend DA11 DA12 DA13|Bexleyheath DA6 DA7
Margate CT9|Ramsgate CT11 CT12|Dover CT15 CT16 CT17|Folkestone CT18 CT19 CT20|Whitstable CT5
Witney OX28 OX29|Banbury OX15 OX16 OX17|Bicester OX25 OX26 OX27|Abingdon OX13 OX14|Didcot OX11
"""

_AREAS = """
AL St Albans|B Birmingham|BA Bath|BB Blackburn|BD Bradford|BH Bournemouth|BL Bolton|BN Brighton|BR Bromley
BS Bristol|CA Carlisle|CB Cambridge|CH Chester|CM Chelmsford|CO Colchester|CR Croydon|CT Canterbury
CV Coventry|CW Crewe|DA Dartford|DE Derby|DH Durham|DL Darlington|DN Doncaster|DT Dorchester|DY Dudley
E London|EC London|EN Enfield|EX Exeter|FY Blackpool|GL Gloucester|GU Guildford|HA Harrow|HD Huddersfield
HG Harrogate|HP Hemel Hempstead|HR Hereford|HU Hull|HX Halifax|IG Ilford|IP Ipswich|KT Kingston upon Thames
L Liverpool|LA Lancaster|LE Leicester|LN Lincoln|LS Leeds|LU Luton|M Manchester|ME Rochester
MK Milton Keynes|N London|NE Newcastle upon Tyne|NG Nottingham|NN Northampton|NR Norwich|NW London
OL Oldham|OX Oxford|PE Peterborough|PL Plymouth|PO Portsmouth|PR Preston|RG Reading|RH Redhill|RM Romford
S Sheffield|SE London|SG Stevenage|SK Stockport|SL Slough|SM Sutton|SN Swindon|SO Southampton|SP Salisbury
SR Sunderland|SS Southend-on-Sea|ST Stoke-on-Trent|SW London|SY Shrewsbury|TA Taunton
TD Berwick-upon-Tweed|TF Telford|TN Tunbridge Wells|TQ Torquay|TR Truro|TS Middlesbrough|TW Twickenham
UB Southall|W London|WA Warrington|WC London|WD Watford|WF Wakefield|WN Wigan|WR Worcester|WS Walsall
WV Wolverhampton|YO York
"""


def _entries(table: str) -> list[list[str]]:
    return [entry.split() for entry in re.split(r"[|\n]", table) if entry.strip()]


def _district_table() -> dict[str, str]:
    towns: dict[str, str] = {}
    for words in _entries(_DISTRICTS):
        codes = [word for word in words if re.fullmatch(r"[A-Z]{1,2}\d{1,2}", word)]
        name = " ".join(word for word in words if word not in codes)
        towns.update(dict.fromkeys(codes, name))
    return towns


TOWN_OF_DISTRICT = _district_table()
TOWN_OF_AREA = {words[0]: " ".join(words[1:]) for words in _entries(_AREAS)}


def town_of(outward: str) -> str | None:
    """The post town of a postcode district; None outside England's postcode areas."""
    area = re.match(r"[A-Z]+", outward)
    if area is None:
        return None
    return TOWN_OF_DISTRICT.get(outward) or TOWN_OF_AREA.get(area.group())

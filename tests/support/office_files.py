"""Small documents in every office format that is read, written for the tests; the shapes are the offices', the contents ours."""

from __future__ import annotations

APS = """PATN
WKU  041234563
SRC  5
APN  7654329
APT  1
APD  19760315
TTL  Folding lamp
ISD  19781031
NCL  2
INVT
NAM  Doe; Jane A.
CTY  Dover
STA  DE
ASSG
NAM  Lamp Works, Inc.
CTY  Dover
STA  DE
COD  02
PRIR
CNT  GBX
APD  19750401
APN  1234/75
CLAS
OCL  240 12R
ICL  F21V  106
UREF
PNO  3518629
ISD  19700600
NAM  Frankel
ABST
PAL  A lamp that folds at 45.degree. and stays
      there.
BSUM
PAC  BACKGROUND
PAR  Lamps are known.
CLMS
STM  What is claimed is:
NUM  1.
PAR  1. A lamp with a hinge.
NUM  2.
PAR  2. The lamp of claim 1, wherein the hinge locks.
"""

ST32 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE PATDOC SYSTEM "ST32-US-Grant-025xml.dtd" [
<!ENTITY US06300001-20011009-D00001.TIF SYSTEM "US06300001-20011009-D00001.TIF" NDATA TIF>
]>
<PATDOC DTD="2.5" STATUS="Build 20010918"><SDOBI>
<B100><B110><DNUM><PDAT>06300001</PDAT></DNUM></B110><B130><PDAT>B1</PDAT></B130>
<B140><DATE><PDAT>20011009</PDAT></DATE></B140><B190><PDAT>US</PDAT></B190></B100>
<B200><B210><DNUM><PDAT>09400001</PDAT></DNUM></B210><B220><DATE><PDAT>19990921</PDAT></DATE></B220></B200>
<B500><B510><B511><PDAT>H01M 1052</PDAT></B511></B510><B520><B521><PDAT>429231</PDAT></B521></B520>
<B540><STEXT><PDAT>Cell &amp; separator</PDAT></STEXT></B540>
<B560><B561><PCIT><DOC><DNUM><PDAT>D. 271298</PDAT></DNUM></DOC></PCIT><CITED-BY-EXAMINER/></B561>
<B562><NCIT><STEXT><PDAT>A book on cells, 1990.</PDAT></STEXT></NCIT><CITED-BY-OTHER/></B562></B560></B500>
<B700><B720><B721><PARTY-US><NAM><FNM><PDAT>Jane</PDAT></FNM><SNM><STEXT><PDAT>Doe</PDAT></STEXT></SNM></NAM>
<ADR><CITY><PDAT>Oslo</PDAT></CITY><CTRY><PDAT>NO</PDAT></CTRY></ADR></PARTY-US></B721></B720>
<B730><B731><PARTY-US><NAM><ONM><STEXT><PDAT>Cell AS</PDAT></STEXT></ONM></NAM></PARTY-US></B731></B730></B700></SDOBI>
<SDOAB><BTEXT><PARA ID="P-1"><PTEXT><PDAT>A cell with &agr;-alumina at 20&deg; C.</PDAT></PTEXT></PARA></BTEXT></SDOAB>
<SDODE><BRFSUM><BTEXT><H LVL="1"><STEXT><PDAT>FIELD</PDAT></STEXT></H>
<PARA><PTEXT><PDAT>Cells, H</PDAT><HIL><SB><PDAT>2</PDAT></SB></HIL><PDAT>O.</PDAT></PTEXT></PARA></BTEXT></BRFSUM></SDODE>
<SDOCL><CL><CLM ID="CLM-00001"><PARA><PTEXT><PDAT>1. A cell comprising:</PDAT></PTEXT></PARA>
<CLMSTEP><PTEXT><PDAT>a separator.</PDAT></PTEXT></CLMSTEP></CLM>
<CLM ID="CLM-00002"><PARA><PTEXT><PDAT>2. The cell of </PDAT><CLREF ID="CLM-00001"><PDAT>claim 1</PDAT></CLREF><PDAT>, thin.</PDAT></PTEXT></PARA></CLM>
</CL></SDOCL></PATDOC>
"""

PAP = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE patent-application-publication SYSTEM "pap-v16-2002-01-01.dtd" []>
<patent-application-publication><subdoc-bibliographic-information>
<document-id><doc-number>20030000001</doc-number><kind-code>A1</kind-code><document-date>20030102</document-date></document-id>
<domestic-filing-data><application-number><doc-number>10100001</doc-number></application-number><filing-date>20020318</filing-date></domestic-filing-data>
<technical-information><classification-ipc><classification-ipc-primary><ipc>G06F017/60</ipc></classification-ipc-primary></classification-ipc>
<title-of-invention>Till</title-of-invention></technical-information>
<continuity-data><non-provisional-of-provisional><document-id><doc-number>60300001</doc-number><document-date>20010622</document-date><country-code>US</country-code></document-id></non-provisional-of-provisional></continuity-data>
<inventors><first-named-inventor><name><given-name>Jane</given-name><family-name>Doe</family-name></name>
<residence><residence-us><city>Dover</city><state>DE</state><country-code>US</country-code></residence-us></residence></first-named-inventor></inventors>
</subdoc-bibliographic-information>
<subdoc-abstract><paragraph id="A-1">A till &amp; its drawer.</paragraph></subdoc-abstract>
<subdoc-description><summary-of-invention><section><heading lvl="1">SUMMARY</heading>
<paragraph id="P-1"><number>&lsqb;0001&rsqb;</number> The drawer opens.</paragraph></section></summary-of-invention></subdoc-description>
<subdoc-claims><claim id="CLM-00001"><claim-text>1. A till.</claim-text></claim>
<claim id="CLM-00002"><claim-text>2. The till of <dependent-claim-reference depends_on="CLM-00001"><claim-text>claim 1</claim-text></dependent-claim-reference> with a drawer.</claim-text></claim></subdoc-claims>
</patent-application-publication>
"""

DOCDB = """<?xml version="1.0" encoding="UTF-8"?>
<exch:exchange-documents xmlns:exch="http://www.epo.org/exchange" date-of-exchange="20200102">
<exch:exchange-document country="EP" doc-number="3000001" kind="A1" family-id="50000001" status="A" date-of-last-exchange="20200102">
<exch:bibliographic-data><exch:publication-reference data-format="docdb"><document-id><country>EP</country><doc-number>3000001</doc-number><kind>A1</kind><date>20160330</date></document-id></exch:publication-reference>
<exch:application-reference data-format="docdb"><document-id><country>EP</country><doc-number>14800001</doc-number><kind>A</kind><date>20140922</date></document-id></exch:application-reference>
<exch:priority-claims><exch:priority-claim data-format="docdb" sequence="1"><document-id><country>FI</country><doc-number>20135001</doc-number><kind>A</kind><date>20130923</date></document-id><exch:priority-active-indicator>YES</exch:priority-active-indicator></exch:priority-claim></exch:priority-claims>
<exch:parties><exch:applicants><exch:applicant data-format="docdb" sequence="1"><exch:applicant-name><name>MESH OY [FI]</name></exch:applicant-name></exch:applicant></exch:applicants></exch:parties>
<exch:invention-title lang="en">MESH NETWORK</exch:invention-title><exch:invention-title lang="fi">VERKKO</exch:invention-title>
<exch:references-cited><exch:citation cited-phase="SEA" cited-by="examiner"><exch:patcit><document-id><country>WO</country><doc-number>02054790</doc-number><kind>A2</kind></document-id></exch:patcit><category>X</category><rel-claims>1-3</rel-claims><rel-passage><passage>* page 1 *</passage></rel-passage></exch:citation></exch:references-cited>
</exch:bibliographic-data><exch:abstract lang="en"><exch:p>A network of nodes.</exch:p></exch:abstract></exch:exchange-document>
<exch:exchange-document country="EP" doc-number="3000002" kind="A1" status="D"></exch:exchange-document>
</exch:exchange-documents>
"""

OPS_LEGAL = """<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="x.xsl"?>
<ops:world-patent-data xmlns="http://www.epo.org/exchange" xmlns:ops="http://ops.epo.org"><ops:patent-family legal="true">
<ops:family-member family-id="50000001"><publication-reference><document-id document-id-type="docdb"><country>EP</country><doc-number>3000001</doc-number><kind>A1</kind><date>20160330</date></document-id></publication-reference>
<application-reference><document-id document-id-type="docdb"><country>EP</country><doc-number>14800001</doc-number><kind>A</kind><date>20140922</date></document-id></application-reference>
<ops:legal code="18D " desc="APPLICATION DEEMED TO BE WITHDRAWN" infl="-"><ops:L001EP>EP</ops:L001EP><ops:L007EP>2019-02-06</ops:L007EP><ops:L008EP>18D</ops:L008EP><ops:L500EP><ops:L525EP desc="Effective DATE">20181002</ops:L525EP></ops:L500EP></ops:legal>
</ops:family-member></ops:patent-family></ops:world-patent-data>
"""

EP = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ep-patent-document PUBLIC "-//EPO//EP PATENT DOCUMENT 1.0//EN" "ep-patent-document-v1-0.dtd">
<ep-patent-document id="EP1" lang="de" country="EP" doc-number="0529854" kind="B1" date-publ="20060607" status="n">
<SDOBI lang="de"><B100><B110>0529854</B110><B130>B1</B130><B140><date>20060607</date></B140><B190>EP</B190></B100>
<B200><B210>05255002.7</B210><B220><date>20050811</date></B220><B260>de</B260></B200>
<B300><B310>2004351438</B310><B320><date>20041203</date></B320><B330><ctry>JP</ctry></B330></B300>
<B500><B510EP><classification-ipcr sequence="1"><text>H04N   1/40        20060101AFI20051109BHEP        </text></classification-ipcr></B510EP>
<B540><B541>de</B541><B542>Verfahren</B542><B541>en</B541><B542>Method</B542></B540><B560><B561><text>WO-A-96/25012</text></B561></B560></B500>
<B700><B730><B731><snm>Muster GmbH</snm><adr><city>Bonn</city><ctry>DE</ctry></adr></B731></B730></B700></SDOBI>
<description id="desc" lang="de"><heading id="h1">Stand der Technik</heading><p id="p1">Bekannt ist wenig.</p></description>
<claims id="c1" lang="en"><claim id="c-en-01-0001" num="0001"><claim-text>Method.</claim-text></claim></claims>
<claims id="c2" lang="de"><claim id="c-de-01-0001" num="0001"><claim-text>Verfahren.</claim-text></claim><claim id="c-de-01-0002" num="0002"><claim-text>Verfahren nach Anspruch 1.</claim-text></claim></claims>
</ep-patent-document>
"""

CN = """<?xml version="1.0" encoding="utf-8"?>
<business:PatentDocumentAndRelated xmlns:base="http://www.sipo.gov.cn/XMLSchema/base" xmlns:business="http://www.sipo.gov.cn/XMLSchema/business" xsdVersion="V2.2.1" dateProduced="20211205" status="C" lang="zh" country="CN" docNumber="113000001" kind="A">
<business:BibliographicData><business:PublicationReference dataFormat="original"><base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>113000001</base:DocNumber><base:Kind>A</base:Kind><base:Date>20211210</base:Date></base:DocumentID></business:PublicationReference>
<business:ApplicationReference applType="10" dataFormat="original"><base:DocumentID><base:WIPOST3Code>CN</base:WIPOST3Code><base:DocNumber>202110000001.2</base:DocNumber><base:Date>20210826</base:Date></base:DocumentID></business:ApplicationReference>
<business:ClassificationIPCRDetails><business:ClassificationIPCR sequence="1"><business:Section>H</business:Section><business:MainClass>01</business:MainClass><business:Subclass>M</business:Subclass><business:MainGroup>10</business:MainGroup><business:Subgroup>0525</business:Subgroup></business:ClassificationIPCR></business:ClassificationIPCRDetails>
<business:InventionTitle lang="zh">一种电池</business:InventionTitle>
<business:Parties><business:ApplicantDetails><business:Applicant><base:AddressBook><base:Name>示例电池有限公司</base:Name><base:Address><base:City>北京市</base:City><base:WIPOST3Code>CN</base:WIPOST3Code></base:Address></base:AddressBook></business:Applicant></business:ApplicantDetails>
<business:InventorDetails><business:Inventor><base:AddressBook><base:Name>张三</base:Name></base:AddressBook></business:Inventor></business:InventorDetails>
<business:AgentDetails><business:Agent><business:Agency><base:AddressBook><base:OrganizationName>示例专利代理有限公司 11000</base:OrganizationName></base:AddressBook></business:Agency></business:Agent></business:AgentDetails></business:Parties></business:BibliographicData>
<business:Abstract lang="zh"><base:Paragraphs num="0001">本发明公开了一种电池。</base:Paragraphs></business:Abstract>
<business:Description lang="zh"><business:TechnicalField><base:Paragraphs>技术领域</base:Paragraphs><base:Paragraphs num="n0001">本发明涉及电池，
特别涉及固态电池。</base:Paragraphs></business:TechnicalField></business:Description>
<business:Claims lang="zh"><business:Claim id="cl0001" num="0001"><business:ClaimText>1.一种电池。</business:ClaimText></business:Claim>
<business:Claim id="cl0002" num="0002"><business:ClaimText>2.根据权利要求1所述的电池。</business:ClaimText></business:Claim>
<business:Claim id="cl0003" num="0003"><business:ClaimText>3.根据权利要求1-2任一项所述的电池。</business:ClaimText></business:Claim></business:Claims>
</business:PatentDocumentAndRelated>
"""

CN_LEGACY = """<?xml version="1.0" encoding="UTF-8"?>
<cn-patent-document lang="ZH" country="CN"><cn-bibliographic-data>
<cn-publication-reference><document-id><country>CN</country><doc-number>104000001</doc-number><kind>U</kind><date>20141224</date></document-id></cn-publication-reference>
<application-reference appl-type="实用新型"><document-id><country>CN</country><doc-number>201420000001.5</doc-number><date>20140819</date></document-id></application-reference>
<classifications-ipcr><classification-ipcr><text>A24B   15/18    (2006.01)</text></classification-ipcr></classifications-ipcr>
<invention-title>一种烟嘴</invention-title><abstract><p num="1">一种烟嘴，
    便于更换。</p></abstract>
<cn-parties><cn-applicants><cn-applicant sequence="1"><addressbook><name>李四</name></addressbook></cn-applicant></cn-applicants>
<cn-inventors><cn-inventor sequence="1"><name>李四</name></cn-inventor></cn-inventors></cn-parties></cn-bibliographic-data>
<application-body lang="CN" country="CN"><description><p id="p0001" num="0001">背景技术
</p><p id="p0002" num="0002">烟嘴很多。</p></description>
<claims><claim id="cl0001" num="0001"><claim-text>1.一种烟嘴。</claim-text></claim></claims></application-body></cn-patent-document>
"""

JP = """<jp-official-gazette kind-of-jp="A" kind-of-st16="A" lang="ja" country="JP" xmlns:jp="http://www.jpo.go.jp"><bibliographic-data lang="ja" country="JP">
<publication-reference><document-id><country>JP</country><doc-number>2021000001</doc-number><kind>公開特許公報(A)</kind><date>20210318</date></document-id></publication-reference>
<application-reference><document-id><doc-number>2019100001</doc-number><date>20190911</date></document-id></application-reference>
<invention-title>電池</invention-title><parties><jp:applicants-agents-article><jp:applicants-agents sequence="1"><applicant sequence="1"><addressbook><name>株式会社例示</name></addressbook></applicant></jp:applicants-agents></jp:applicants-agents-article>
<inventors><inventor sequence="1"><addressbook><name>例　花子</name></addressbook></inventor></inventors></parties>
<classification-ipc><edition/><main-clsf>H01M  10/052       20100101AFI20210219BHJP        </main-clsf></classification-ipc></bibliographic-data>
<claims><claim num="1"><claim-text>電池。</claim-text></claim><claim num="2"><claim-text>薄い請求項１記載の電池。</claim-text></claim></claims>
<description><technical-field><p num="0001">電池に関する。</p></technical-field></description><abstract><p num="">【課題】安全。</p></abstract></jp-official-gazette>
"""

ST96_PATENT = """<?xml version="1.0" encoding="UTF-8"?>
<pat:PatentPublication xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent" xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common" com:st96Version="V6_0" com:languageCode="en" com:creationDate="2015-01-05">
<pat:BibliographicData><pat:PatentPublicationIdentification><com:IPOfficeCode>US</com:IPOfficeCode><pat:PublicationNumber>08900001</pat:PublicationNumber><com:PatentDocumentKindCode>B2</com:PatentDocumentKindCode><com:PublicationDate>2015-01-20</com:PublicationDate></pat:PatentPublicationIdentification>
<pat:ApplicationIdentification><com:IPOfficeCode>US</com:IPOfficeCode><com:ApplicationNumber><com:ApplicationNumberText>13700001</com:ApplicationNumberText></com:ApplicationNumber><pat:FilingDate>2013-03-12</pat:FilingDate></pat:ApplicationIdentification>
<pat:PatentClassificationBag><pat:CPCClassificationBag><pat:MainCPC><pat:CPCClassification><pat:CPCSection>H</pat:CPCSection><pat:Class>01</pat:Class><pat:Subclass>L</pat:Subclass><pat:MainGroup>21</pat:MainGroup><pat:Subgroup>2007</pat:Subgroup></pat:CPCClassification></pat:MainCPC></pat:CPCClassificationBag></pat:PatentClassificationBag>
<pat:PartyBag><pat:InventorBag><pat:Inventor><com:PublicationContact><com:Name><com:PersonName><com:PersonStructuredName><com:FirstName>Jane</com:FirstName><com:LastName>Doe</com:LastName></com:PersonStructuredName></com:PersonName></com:Name></com:PublicationContact></pat:Inventor></pat:InventorBag></pat:PartyBag>
<pat:InventionTitle>Bonding</pat:InventionTitle></pat:BibliographicData>
<pat:Abstract><com:P>A bond.</com:P></pat:Abstract>
<pat:Description><pat:TechnicalField><com:Heading>FIELD</com:Heading><com:P>Bonds.</com:P></pat:TechnicalField></pat:Description>
<pat:Claims><pat:Claim com:id="CLM-00001"><pat:ClaimNumber>1</pat:ClaimNumber><pat:ClaimTypeCategory>Independent</pat:ClaimTypeCategory><pat:ClaimText>1. A bond.</pat:ClaimText></pat:Claim></pat:Claims></pat:PatentPublication>
"""

ST96_MARK = """<?xml version="1.0" encoding="UTF-8"?>
<tmk:TrademarkApplication xmlns:tmk="http://www.wipo.int/standards/XMLSchema/ST96/Trademark" xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common" com:st96Version="V6_0"><tmk:TrademarkBag><tmk:Trademark>
<com:RegistrationOfficeCode>US</com:RegistrationOfficeCode><com:ApplicationNumber><com:ApplicationNumberText>87000001</com:ApplicationNumberText></com:ApplicationNumber><com:RegistrationNumber>5169750</com:RegistrationNumber>
<com:ApplicationDate>2016-05-12</com:ApplicationDate><com:RegistrationDate>2017-03-28</com:RegistrationDate><tmk:MarkCurrentStatusCode>700</tmk:MarkCurrentStatusCode><tmk:MarkCurrentStatusDate>2017-03-28</tmk:MarkCurrentStatusDate>
<tmk:MarkRepresentation><tmk:MarkReproduction><tmk:WordMarkSpecification><tmk:MarkVerbalElementText>LANTERN</tmk:MarkVerbalElementText></tmk:WordMarkSpecification></tmk:MarkReproduction><tmk:MarkDescriptionBag><tmk:NationalMarkDescription><tmk:MarkFeatureCode>3</tmk:MarkFeatureCode></tmk:NationalMarkDescription></tmk:MarkDescriptionBag></tmk:MarkRepresentation>
<tmk:GoodsServicesBag><tmk:GoodsServices><tmk:GoodsServicesClassificationBag><tmk:GoodsServicesClassification><tmk:ClassificationKindCode>Nice</tmk:ClassificationKindCode><tmk:ClassNumber>011</tmk:ClassNumber></tmk:GoodsServicesClassification></tmk:GoodsServicesClassificationBag><tmk:ClassDescriptionBag><tmk:ClassDescription><tmk:ClassNumber>011</tmk:ClassNumber><tmk:GoodsServicesDescriptionText>Lamps</tmk:GoodsServicesDescriptionText></tmk:ClassDescription></tmk:ClassDescriptionBag></tmk:GoodsServices></tmk:GoodsServicesBag>
<tmk:ApplicantBag><tmk:Applicant com:sequenceNumber="20"><com:Contact><com:Name><com:EntityName>Lamp Works, Inc.</com:EntityName></com:Name></com:Contact></tmk:Applicant></tmk:ApplicantBag>
</tmk:Trademark></tmk:TrademarkBag></tmk:TrademarkApplication>
"""

ST96_GI = """<?xml version="1.0" encoding="UTF-8"?>
<gin:GIApplication xmlns:gin="http://www.wipo.int/standards/XMLSchema/ST96/GeographicalIndication" xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common"><gin:GIData com:officeCode="FR" com:languageCode="fr">
<com:ApplicationNumber><com:ApplicationNumberText>IG 20-001</com:ApplicationNumberText></com:ApplicationNumber><com:ApplicationDate>2020-03-19</com:ApplicationDate>
<gin:GINameBag><gin:GINameText com:languageCode="fr">Dentelle d'Exemple</gin:GINameText></gin:GINameBag></gin:GIData></gin:GIApplication>
"""

ST66 = """<?xml version="1.0" encoding="UTF-8"?>
<Transaction xmlns="http://euipo.europa.eu/trademark/data"><TransactionHeader><SenderDetails><RequestProducerDateTime>2020-06-09T08:21:14</RequestProducerDateTime></SenderDetails></TransactionHeader>
<TradeMarkTransactionBody><TransactionContentDetails><TransactionData><TradeMarkDetails>
<TradeMark operationCode="Insert"><RegistrationOfficeCode>EM</RegistrationOfficeCode><ApplicationNumber>018000001</ApplicationNumber><ApplicationDate>2020-01-02</ApplicationDate><ApplicationLanguageCode>en</ApplicationLanguageCode><ExpiryDate>2030-01-02</ExpiryDate><MarkCurrentStatusCode>Registered</MarkCurrentStatusCode><MarkFeature>Figurative</MarkFeature><WordMarkSpecification><MarkVerbalElementText>Lantern</MarkVerbalElementText></WordMarkSpecification>
<MarkImageDetails><MarkImage><MarkImageCategory><CategoryCodeDetails><CategoryCode>27.05.01</CategoryCode></CategoryCodeDetails></MarkImageCategory></MarkImage></MarkImageDetails>
<GoodsServicesDetails><GoodsServices><ClassDescriptionDetails><ClassDescription><ClassNumber>11</ClassNumber><GoodsServicesDescription languageCode="de">Lampen</GoodsServicesDescription><GoodsServicesDescription languageCode="en">Lamps</GoodsServicesDescription></ClassDescription></ClassDescriptionDetails></GoodsServices></GoodsServicesDetails></TradeMark>
<TradeMark operationCode="Delete"><RegistrationOfficeCode>EM</RegistrationOfficeCode><ApplicationNumber>018000002</ApplicationNumber></TradeMark>
</TradeMarkDetails></TransactionData></TransactionContentDetails></TradeMarkTransactionBody></Transaction>
"""

CPC_TITLES = "H\t\tELECTRICITY\nH01\t\tBASIC ELECTRIC ELEMENTS\nH01M10/00\t0\tSecondary cells\nH01M10/05\t1\tAccumulators\n"
NICE_ZH = (
    '[{"id": "1", "code": "11", "name": "第十一类 照明设备", "children": [{"id": "2", "code": "1101", "name": "照明用设备、器具（不包括汽灯、油灯）", '
    '"children": [{"id": "3", "code": "110001", "name": "灯"}]}]}]'
)
NICE_EN = 'basic_number,class_number,term,language\n110001,11,lamps,en\n110002,11,"lanterns, electric",en\n'

ALL: dict[str, str] = {
    "aps.txt": APS,
    "st32.xml": ST32,
    "pap.xml": PAP,
    "docdb.xml": DOCDB,
    "legal.xml": OPS_LEGAL,
    "ep.xml": EP,
    "cn.xml": CN,
    "cn-legacy.xml": CN_LEGACY,
    "jp.xml": JP,
    "st96-patent.xml": ST96_PATENT,
    "st96-mark.xml": ST96_MARK,
    "st96-gi.xml": ST96_GI,
    "st66.xml": ST66,
    "cpc.txt": CPC_TITLES,
    "nice.json": NICE_ZH,
    "nice.csv": NICE_EN,
}

"""Make `data/names/given.json`: common given names and the gender that they tell.

    python scripts/build_given_names.py DIST.MALE.FIRST DIST.FEMALE.FIRST

The two files are the name counts of the 1990 census published by the U.S. Census Bureau (public domain): a name, its
share of the men or women in per cent, the running share, the rank.  A name tells a gender if four of five bearers have
it; else it is a given name that tells none.  `MORE_MEN` and `MORE_WOMEN` add names from elsewhere in the world.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/wireparse/data/names/given.json"
SHARE = 0.8  # of a name's bearers, for it to tell a gender
COMMON = 0.004  # per cent of men or women; rarer names say little and cost loading time

# Rather surnames or common words than given names where they stand first in a run of capitals.
NOT_GIVEN = frozenset(
    "dee love so see man my else long golden royal major van von la de le del san ok summer many mercy so may "
    "august lord prince king princess lady january in an ha so miss page berry land sun chin church "
    "rich white brown black green north east west south young church little the star sunday monday tuesday "
    "america china india asia israel jordan georgia virginia carolina dakota holland london paris sydney kenya "
    "austin houston dallas savannah cleveland numbers ivory lane jewel sol son lincoln washington jackson florida montana arizona nevada britain"
    .split()
)

MORE_MEN = """
abdul abdullah abdulaziz abdel adel adnan ahmad ahmed ali amir anwar asad ashraf ayman bashar bashir bilal faisal farid
fahd farooq habib hadi hafez hakim hamid hamza haider hassan hasan hashim hisham hosni hussein hussain ibrahim imran
iqbal ismail jamal javad kamal karim khalid khaled khalil khizr mahmoud mahmud majid malik mansour marwan masoud
mehdi mohamad mohamed mohammad mohammed mohsen moqtada muammar muhammad muqtada mustafa nabil nasser nawaf nawaz
nouri omar osama othman qasem qassem rafiq rashid recep riyad sadiq saeed said salah saleh salem salman sami samir
sayed selim shahid sharif suleiman tariq tayyip usman waleed walid yasir yasser yousef yusuf zaid zayed ziad zahid
aleksandr aleksei alexei alexey anatoly andrei andrey arkady arseniy boris bogdan bohdan dmitri dmitriy dmitry
evgeny fyodor gennady georgy grigory igor ilya ivan kirill konstantin leonid maksim maxim mikhail nikita nikolai
nikolay oleg oleksandr pavel petro pyotr roman ruslan semyon sergei sergey stanislav taras timur vadim valery vasily
viktor vitaly vitali vladimir vladislav volodymyr vyacheslav yaroslav yegor yevgeny yuri yury zbigniew
andrzej bartosz bronislaw grzegorz jacek janusz jaroslaw jerzy krzysztof lech leszek maciej marcin marek
mariusz mateusz michal pawel piotr radoslaw slawomir stanislaw tadeusz tomasz waldemar wojciech zdzislaw vaclav vojtech
andreas angelos alexis antonis aristides christos dimitris giorgos kyriakos nikos panos spyros stavros yanis yannis
alain antoine arnaud aurelien benoit bertrand bruno cedric christophe didier emmanuel etienne
fabien fabrice florian francois françois frédéric frederic gerard gérard gilles guillaume guy herve hervé hubert
jacques jean jean-claude jean-luc jean-marie jean-marc jean-pierre jean-yves jerome jérôme julien laurent loic luc
lucien marcel mathieu maxime nicolas olivier pascal patrice philippe pierre quentin raphael rene rémi remi romain
sebastien sébastien stephane stéphane sylvain thibault thierry tristan vincent xavier yann yves yvan
bjorn björn carsten christoph dieter dirk eberhard franz frank-walter friedrich fritz gerhard gunter günter günther
guenter hans hans-georg heiko heinrich heinz helmut hermann holger horst jens joachim jochen johann johannes jörg
jürgen juergen jurgen kai karl karl-heinz klaus kurt lars lothar lutz manfred markus matthias norbert olaf otto peer
rainer reinhard rolf rudiger rüdiger sepp siegfried stefan steffen sven thilo thorsten torsten udo ulrich uwe volker
werner wilhelm winfried wolfgang anders arne erling erik gunnar haakon henrik jesper jyrki kjell knut lasse mats mikael
morten niels nils ole per petteri petter rasmus sauli stellan svein thorbjorn tor trygve ulf
alberto alejandro alessandro alfonso alvaro andres andrés antonio arturo beppe carlo carlos cesar césar claudio
cristian cristiano cristobal daniele dario davide diego domingo eduardo emilio enrico enrique esteban ezio fabio
fabrizio federico felipe fernando filippo francesco francisco franco gabriele gerardo giacomo gianluca gianni giorgio
giovanni giulio giuseppe gonzalo guido guillermo gustavo hector héctor hernan hugo ignacio jaime javier jesus jesús
joao joão joaquin joaquín jordi jorge jose josé juan juan-carlos julio leonardo leopoldo lorenzo luca luciano luigi
luis luiz manuel marcello marcelo marco mariano mario massimo matteo mauricio mauro maurizio michel miguel narendra
nestor nicola nicolás octavio oscar osvaldo pablo paolo pedro pietro rafael ramiro ramon ramón raul raúl ricardo
roberto rodrigo rodolfo rogelio romano salvador salvatore santiago sergio silvio tomas tomás umberto vicente vito
abe akio akira daisuke fumio haruki hideki hiroshi hiroyuki ichiro jiro junichiro katsuya kazuo keiji kenji koichi
koji makoto masahiro masaaki naoto noboru nobuo osamu satoshi seiji shigeru shinichi shinzo shintaro takashi takeshi
taro tadashi toru toshiro yasuhiro yasuo yoichi yoshihide yoshihiko yoshiro yukio yukiya
amit anand anil arun arvind ashok atal deepak dinesh gopal harsh jawaharlal kapil kiran kumar lalit mahesh mahinda
manmohan mukesh mohan naveen nitin nirmal pranab prakash rahul raj rajesh rajiv rajnath ramesh ravi sachin sandeep
sanjay santosh satish shashi subramanian sudhir sunil suresh sushil uday varun vijay vikram vinod vivek yogi
adama alassane blaise goodluck jomo kofi kwame mohamadou muhammadu nelson olusegun raila
sipho thabo uhuru yoweri yahya benigno bongbong joko rodrigo susilo thaksin prayuth najib
avigdor ehud moshe shimon yair yitzhak naftali menachem ariel gilad uzi yoav amos haim chaim tzachi
xavier tayyip ilham nursultan almazbek emomali gurbanguly serzh nikol levon aidan alasdair alistair angus
callum ciaran conor craig declan eamon eoin euan ewan fergus finn gareth gavin geraint graeme hamish
ian kieran liam lachlan malcolm niall nigel owain paddy padraig rhodri ruairi rory rupert seamus sean 
tavish tristram alun huw giles crispin piers gerry enda micheal micheál leo
barack ted mitt jeb newt orrin reince rand rahm chuck denis sherrod thad saxby trey tad mo rudy 
""".split()

MORE_WOMEN = """
aisha aishah amal amina aminah asma ayesha benazir dalia fatima fatimah fatma farah ghazala hanan hanin hala huma ilhan
khadija khadijah laila layla leila leyla malala mariam maryam mona nadia najat nawal noor nour rania rashida rima
salma samira sana shaima shirin sumaya yasmin yasmine zahra zainab zaynab zeinab
aleksandra alexandra anastasia anastasiya anna darya ekaterina elena elvira galina irina kateryna katerina ksenia
lyudmila ludmila margarita mariya natalia natalya nataliya nadezhda oksana olena olga polina svetlana tatiana tatyana
tetiana valentina valeria veronika viktoria yekaterina yelena yevgenia yulia yuliya zhanna zoya
agata agnieszka beata bozena danuta dorota ewa grazyna halina hanna iwona izabela jadwiga joanna
justyna katarzyna krystyna magdalena malgorzata monika renata urszula zofia zuzana dalia kolinda
alexia anne-marie aurelie aurélie brigitte catherine céline celine chantal christiane christine claire
clémence corinne delphine élisabeth elodie emmanuelle fabienne florence françoise francoise geneviève genevieve ghislaine
helene hélène ingrid isabelle jacqueline joelle josiane laetitia laure laurence léa madeleine marie
marie-claude marine marion martine mathilde mireille monique muriel najat nathalie odile pascale
rachida roselyne sandrine segolene ségolène simone solange sophie stéphanie sylvie valerie valérie véronique veronique
virginie viviane yvonne zoé angela anja anke annalena anne annegret antje astrid barbel bärbel
beate birgit britta christel claudia cornelia dagmar doris elke elfriede franziska frauke friede gabriele gisela
gudrun hannelore heide heidemarie heike helga hildegard ilse ingeborg inge jutta karin katarina katrin katja kerstin
kirsten kristina lieselotte luise manuela margot margrethe mareike martina mechthild monika petra renate sabine
sahra sigrid silke silvia susanne sylvia ulrike ursula ute uta waltraud anniken erna gro helle jóhanna katrín mette pernille
sanna siv solveig tarja
ada alessandra alicia alma antonella beatriz bianca carla carlotta carmen carolina cecilia chiara claudia
concepcion consuelo cristina dolores elisa elisabetta esperanza federica fernanda francesca
gabriela gianna giorgia giovanna giulia graciela guadalupe ilaria ines inés isabel jimena josefina juana 
letizia lorena lucia lucía luisa luz manuela marcela margarita maria maría mariana marta mercedes michela micaela
mirta monica noemi paola patrizia paz pilar raffaella roberta rocio rocío rosa rosario sofia soledad
sonia soraya susana teresa valentina veronica verónica ximena yolanda
akiko asako atsuko ayako chieko emi emiko fumiko haruko hiroko junko kaori kazuko keiko kimiko kumiko kyoko mariko
masako mayumi michiko midori mika naoko noriko reiko renho sachiko sadako satoko sayuri seiko tomoko tomomi yoko yoshiko
yuko yumi yuriko aarti anjali anita aparna arundhati deepa gita indira indra jayalalithaa jyoti kalpana kavita 
lakshmi lata mamata mayawati meena meera nandita nirmala padma pratibha preeti priti priya priyanka radha rekha rani
sarita seema shanti smriti sunita sushma usha vandana vasundhara
aung graca ngozi nkosazana winnie yingluck imelda corazon megawati 
tzipi golda limor ayelet miri orly shelly zehava aoife caoimhe ciara deirdre eilis grainne maeve mairead niamh
orla orlaith roisin róisín saoirse sinead sinéad siobhan siobhán arlene theresa jacinda
cressida philippa imogen harriet kezia carly condoleezza ivanka melania kellyanne huma arianna elise
""".split()


def read(path: str) -> dict[str, float]:
    rows = (line.split() for line in Path(path).read_text(encoding="ascii").splitlines())
    return {row[0].lower(): float(row[1]) for row in rows if row}


def main(men_path: str, women_path: str) -> None:
    men, women = read(men_path), read(women_path)
    found: dict[str, list[str]] = {"m": [], "f": [], "": []}
    for name in men.keys() | women.keys():
        man, woman = men.get(name, 0.0), women.get(name, 0.0)
        if name in NOT_GIVEN or len(name) < 2 or man + woman < COMMON:
            continue
        found["m" if man >= SHARE * (man + woman) else "f" if woman >= SHARE * (man + woman) else ""].append(name)
    known = {name for names in found.values() for name in names}
    for gender, more in (("m", MORE_MEN), ("f", MORE_WOMEN)):
        found[gender] += [name for name in dict.fromkeys(more) if name not in known and name not in NOT_GIVEN]
    both = set(found["m"]) & set(found["f"])
    lines = ",\n".join(
        f'  "{gender}": {json.dumps(" ".join(sorted(set(found[gender]) - both)), ensure_ascii=False)}' for gender in ("m", "f")
    )
    either = json.dumps(" ".join(sorted(set(found[""]) | both)), ensure_ascii=False)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(f'{{\n{lines},\n  "": {either}\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

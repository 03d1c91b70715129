"""A whole report as a value, with everything that a document can hold; its figures and people are invented."""

from datetime import date

from bot.paper.document import (
    Bar,
    Bullets,
    Cell,
    Chart,
    Day,
    Document,
    Paragraph,
    Percent,
    Section,
    Series,
    Share,
    Table,
    Withheld,
)

FEW = Withheld(why="för få svar")
QUARTERS = ("kv 4 2025", "kv 1 2026", "kv 2 2026", "kv 3 2026")


def table(name: str, caption: str, headings: tuple[str, ...], rows: list[tuple[Cell, ...]], note: str = "") -> Table:
    return Table(name=name, caption=caption, headings=headings, rows=tuple(rows), note=note)


def judged(goal: str, came_to: tuple[int, int], target: float, interval: str, verdict: str) -> tuple[Cell, ...]:
    n, of = came_to
    return goal, n, of, Share(n=n, of=of), Percent(share=target), interval, verdict


SUMMARY = (
    Paragraph(
        text="Under kvartalet var 46 personer inskrivna i samverkansteamet, 14 nya började och 12 avslutades. Två av "
        "tre mål som kan bedömas är nådda. Andelen som uppger att de fått stöd på ett sätt som är till stor nytta är "
        "högre än förra kvartalet, medan målet om att personalen tagit tillvara på erfarenheter, kunskaper och "
        "synpunkter inte är nått."
    ),
    Bullets(
        items=(
            "39 av 48 (81 %) har fått stöd som är till stor nytta. Målet är 75 %: nått.",
            "39 av 48 (81 %) upplever att personalen tagit tillvara på deras erfarenheter. Målet är 85 %: inte nått.",
            "17 av 31 (55 %) har närmat sig arbetsmarknaden enligt SKAPA. Målet är 50 %: nått.",
            "Fler än tidigare avslutas till arbete, färre är beroende av försörjningsstöd.",
        )
    ),
)

ACTIVITIES = (
    Paragraph(text="Teamet har haft öppet intag hela kvartalet. Följande aktiviteter har noterats av samordnaren."),
    table(
        "aktiviteter",
        "Genomförda aktiviteter",
        ("Dag", "Aktivitet", "Ort", "Deltagare"),
        [
            (Day(day=date(2026, 7, 7)), "Informationsträff om teamets arbetssätt för nya handläggare", "Värnamo", 12),
            (
                Day(day=date(2026, 8, 19)),
                "Gruppstart: motiverande samtal och studiebesök hos tre arbetsgivare, valda av deltagarna själva",
                "Gislaved",
                8,
            ),
            (Day(day=date(2026, 9, 3)), "Utvärderings- och utvecklingsdag tillsammans med parterna", "Gnosjö", 21),
            (Day(day=date(2026, 9, 24)), "Arbetsgivarfrukost", "Gislaved", 34),
        ],
    ),
)

DEVIATIONS = (
    Section(
        heading="Bemanning",
        level=2,
        parts=(
            Paragraph(
                text="En halv tjänst i Gnosjö var vakant till den 15 augusti. Väntetiden till första samtal var därför "
                "längre än planerat i början av kvartalet. Den 1 september var den åter under två veckor.\n"
                "Rekryteringen är avslutad."
            ),
        ),
    ),
    Section(
        heading="Samverkan mellan myndigheter",
        level=2,
        parts=(
            Paragraph(text="Två avvikelser har rapporterats i Lex Heller. Båda gäller väntan på besked om beslut."),
        ),
    ),
)

INVOLVEMENT = (
    Paragraph(
        text="Deltagarrådet träffades en gång. Rådet föreslog att kallelser skrivs på lättare svenska och att första "
        "mötet kan hållas på en plats som deltagaren själv väljer. Båda förslagen har införts."
    ),
    Paragraph(text="Fritextsvar visas i slumpvis ordning och utan tid, när minst fem har skrivit.", is_note=True),
    Bullets(
        items=(
            "”Jag blev lyssnad på för första gången på länge.”",
            "”Bra att ni ringde samma dag.”",
            "”Mötena kunde vara kortare.”",
            "”Det tog lång tid innan jag fick komma igång, men sedan gick det fort och jag fick bra hjälp.”",
            "”Tack.”",
        )
    ),
)

GOALS = (
    Paragraph(text="Andelar jämförs med målet som exakta kvoter; i tabellen är de avrundade till en decimal."),
    Chart(
        name="mal",
        form="bars",
        caption="Målen, med mål och osäkerhet",
        alt="Stöd till stor nytta: 39 av 48, 81 %, mål 75 %, nått. Tagit tillvara på erfarenheter: 39 av 48, 81 %, "
        "mål 85 %, inte nått. Närmat sig arbetsmarknaden: 17 av 31, 55 %, mål 50 %, nått. "
        "Ökad livskvalitet: för få svar.",
        bars=(
            Bar(
                label="Har fått stöd på ett sätt som är till stor nytta",
                value=39 / 48,
                said="39 av 48 (81 %)",
                target=0.75,
                low=0.681,
                high=0.898,
                sign="✓",
            ),
            Bar(
                label="Personalen har tagit tillvara på erfarenheter, kunskaper och synpunkter",
                value=39 / 48,
                said="39 av 48 (81 %)",
                target=0.85,
                low=0.681,
                high=0.898,
                sign="✗",
            ),
            Bar(
                label="Har tydligt närmat sig arbetsmarknaden enligt verktyget SKAPA",
                value=17 / 31,
                said="17 av 31 (55 %)",
                target=0.5,
                low=0.378,
                high=0.708,
                sign="✓",
            ),
            Bar(
                label="Har uppnått ökad livskvalitet i minst tre av åtta delar i Livshjulet",
                value=None,
                said="för få svar",
                target=1,
                sign="–",
            ),
        ),
    ),
    table(
        "mal",
        "Uppfyllelse av mål och delmål",
        ("Mål", "Antal", "Av", "Andel", "Målvärde", "Osäkerhet (95 %)", "Bedömning"),
        [
            judged("Stöd på ett sätt som är till stor nytta", (39, 48), 0.75, "68–90 %", "✓ Nått"),
            judged("Personalen har tagit tillvara på dina erfarenheter", (39, 48), 0.85, "68–90 %", "✗ Inte nått"),
            judged("Har tydligt närmat sig arbetsmarknaden enligt SKAPA", (17, 31), 0.5, "38–71 %", "✓ Nått"),
            ("Ökad livskvalitet i minst tre av åtta delar", None, None, FEW, Percent(share=1), None, "– För få svar"),
        ],
        "För få svar: färre än fem har svarat, eller så skulle en annan siffra avslöja svaren. "
        "Vill inte svara räknas inte.",
    ),
    Chart(
        name="mal-over-tid",
        form="quarters",
        caption="Målen över tid",
        alt="Stöd till stor nytta: 68 %, 72 %, 78 %, 81 %. Erfarenheter: 80 %, 83 %, 79 %, 81 %. "
        "SKAPA: 45 %, för få svar, 52 %, 55 %. Mål för stöd: 75 %.",
        labels=QUARTERS,
        series=(
            Series(
                name="Stöd till stor nytta",
                values=(0.68, 0.72, 0.78, 0.8125),
                said=("68 %", "72 %", "78 %", "39 av 48 (81 %)"),
            ),
            Series(
                name="Erfarenheter, kunskaper och synpunkter",
                values=(0.8, 0.83, 0.79, 0.8125),
                said=("8 %", "83 %", "79 %", "39 av 48 (81 %)"),
            ),
            Series(
                name="Närmat sig arbetsmarknaden enligt SKAPA",
                values=(0.45, None, 0.52, 0.548),
                said=("45 %", "för få svar", "52 %", "17 av 31 (55 %)"),
            ),
        ),
        target=0.75,
    ),
)

STATEMENT = table(
    "nytta",
    "Jag har fått stöd på ett sätt som är till stor nytta för mig",
    ("Svar", "Antal", "Andel"),
    [
        ("Instämmer helt", 24, Share(n=24, of=48)),
        ("Instämmer till stor del", 15, Share(n=15, of=48)),
        ("Instämmer delvis", 6, Share(n=6, of=48)),
        ("Instämmer till liten del", 2, Share(n=2, of=48)),
        ("Instämmer inte alls", 1, Share(n=1, of=48)),
        ("Totalt", 48, Share(n=48, of=48)),
    ],
    "Två personer ville inte svara. Räknas till målet: helt och till stor del.",
)

FIGURES = (
    table(
        "avslut",
        "Avslutade efter utfall och kön",
        ("Avslutade till", "Kvinnor", "Män", "Alla", "Andel av alla"),
        [
            ("Arbete", FEW, FEW, 21, Share(n=21, of=52)),
            ("Studier", 6, 5, 11, Share(n=11, of=52)),
            ("Annan arbetslivsinriktad rehabilitering", FEW, FEW, 8, Share(n=8, of=52)),
            ("Övrigt", 7, 5, 12, Share(n=12, of=52)),
        ],
        "Inom kön visas inte antal från ett till fyra, och inte heller de antal som de kunde räknas ut ur.",
    ),
    Chart(
        name="forsorjning",
        form="before_after",
        caption="Försörjning före och efter insatsen",
        alt="Före och efter: lön 3 och 21, studiestöd 2 och 11, sjukpenning 9 och 6, aktivitetsersättning för få svar "
        "och 5, försörjningsstöd 30 och 9 personer.",
        is_share=False,
        labels=("Lön", "Studiestöd", "Sjukpenning", "Aktivitetsersättning", "Försörjningsstöd"),
        series=(
            Series(
                name="Före",
                values=(3, 2, 9, None, 30),
                said=("3 personer", "2 personer", "9 personer", "för få svar", "30 personer"),
            ),
            Series(
                name="Efter",
                values=(21, 11, 6, 5, 9),
                said=("21 personer", "11 personer", "6 personer", "5 personer", "9 personer"),
            ),
        ),
    ),
    table(
        "tider",
        "Tid i insatsen och i offentlig försörjning före",
        ("Mått", "Median", "Undre kvartil", "Övre kvartil", "Antal personer"),
        [
            ("Genomströmningstid, månader", 7.5, 5.0, 10.25, 52),
            ("Tid i offentlig försörjning före, månader", 31.0, 14.5, 62.0, 47),
            ("Väntan från anvisning till start, dagar", 11.0, 8.0, 17.0, 1014),
        ],
    ),
    Chart(
        name="orter",
        form="bars",
        caption="Stöd till stor nytta efter ort",
        alt="Gislaved: 21 av 25, 84 %. Gnosjö: för få svar. Värnamo: för få svar.",
        bars=(
            Bar(label="Gislaved", value=0.84, said="21 av 25 (84 %)", low=0.653, high=0.936),
            Bar(label="Gnosjö", value=None, said="för få svar"),
            Bar(label="Värnamo", value=None, said="visas inte, för Gnosjö kunde räknas ut"),
        ),
    ),
    STATEMENT,
)

ANALYSIS = (
    Paragraph(
        text="Att fler avslutas till arbete hänger samman med arbetsgivarfrukostarna och med att handledning nu ges på "
        "plats. Den lokala gruppen (Mysam) bedömer att målet om erfarenheter och synpunkter kan nås under nästa "
        "kvartal, om deltagarrådets förslag om kallelser får genomslag."
    ),
    Paragraph(
        text="Underlaget är litet. Osäkerheten för vart och ett av målen spänner över omkring tjugo procentenheter, "
        "och skillnader mellan två kvartal ska därför läsas med försiktighet."
    ),
)

METHOD = (
    Paragraph(
        text="Andel är antal delat med antal som svarat på frågan. Osäkerheten är Wilsons intervall på 95 %. Anonyma "
        "svar räknas först när minst fem har kommit in."
    ),
    table(
        "definitioner",
        "Definitioner",
        ("Begrepp", "Betyder"),
        [
            ("Genomströmningstid", "Tiden från start till avslut för dem som avslutats under perioden"),
            ("Avslutad till arbete", "Anställning, med eller utan stöd, på minst halvtid"),
            ("Inskriven", "Har tackat ja och börjat, och är inte avslutad"),
        ],
    ),
)


def report(*, is_preliminary: bool = False) -> Document:
    """Give the report of a quarter of an invented Samverkansteam Finnveden."""
    return Document(
        language="sv",
        title="Kvartalsrapport: Samverkansteam Finnveden",
        subtitle="Tredje kvartalet 2026 (1 juli–30 september), jämfört med andra kvartalet",
        imprint=(
            ("Nummer", "SF-2026-Q3"),
            ("Utgåva", "1"),
            ("Datauttag", "30 september 2026"),
            ("Formulär", "avslut version 3f9a21, start version 0b77c4"),
            ("Kontrollsumma", "9c1f 44e2 7a0b d3c5 81f6 2e9d 0a7b 6c34"),
        ),
        sections=(
            Section(heading="Sammanfattning", parts=SUMMARY),
            Section(heading="Genomförda aktiviteter", parts=ACTIVITIES),
            Section(heading="Avvikelser"),
            *DEVIATIONS,
            Section(heading="Brukarmedverkan", parts=INVOLVEMENT),
            Section(heading="Uppfyllelse av mål och delmål", parts=GOALS),
            Section(heading="Nyckeltal", parts=FIGURES),
            Section(heading="Analys", parts=ANALYSIS),
            Section(heading="Metod och definitioner", parts=METHOD),
        ),
        is_preliminary=is_preliminary,
    )

# ruff: noqa: E501 - markup in lines as long as pages have them
"""Twelve pages of news in the house styles of different outlets, each with its truth: invented texts, our own markup.

The running text of a page is planted: what a reader takes from the page can be held against it word by word. All
else on the pages (menus, teasers, captions, consent, calls to subscribe, comments) is furniture of the kinds that
papers, ministries and wikis have.
"""

import json
import random
from dataclasses import dataclass
from datetime import date
from html import escape

_STATES = (
    ("Norway", "Norwegian", "Oslo"), ("Chile", "Chilean", "Santiago"), ("Kenya", "Kenyan", "Nairobi"),
    ("Ghana", "Ghanaian", "Accra"), ("Peru", "Peruvian", "Lima"), ("Jordan", "Jordanian", "Amman"),
    ("Portugal", "Portuguese", "Lisbon"), ("Vietnam", "Vietnamese", "Hanoi"), ("Mongolia", "Mongolian", "Ulaanbaatar"),
    ("Senegal", "Senegalese", "Dakar"), ("Iceland", "Icelandic", "Reykjavik"), ("Bolivia", "Bolivian", "La Paz"),
)  # fmt: skip
_NAMES = "Solvang Mensah Quispe Haddad Otieno Tran Batbayar Diouf Jonsdottir Mamani Pereira Araya".split()
_OPENINGS = (
    "{a} and {b} agreed on {weekday} to reopen talks on {matter}, ending a silence of {n} months between the two governments.",
    "The foreign minister of {a} arrived in {b_city} on {weekday} for two days of talks about {matter}.",
    "{a} summoned the ambassador of {b} on {weekday} to protest against what it called a breach of the accord on {matter}.",
    "{b} on {weekday} turned down a proposal by {a} for a joint commission on {matter}, officials in {b_city} said.",
)
_MIDDLES = (
    "“We came here to listen, and we have listened,” {name}, who led the {a_adj} delegation, told reporters outside the old customs house in {b_city}.",
    "The text runs to {n} pages, and neither side has published it; a copy seen by this newspaper leaves the question of {matter} to a later meeting.",
    "Officials from both capitals had met in secret {n} times since the winter, according to two diplomats who asked not to be named.",
    "{b}’s deputy foreign minister, {name}, called the offer “a door left ajar” but warned that his government would not wait beyond the autumn.",
    "Relations had soured after {a_adj} customs officers held {n} containers in the port for most of the spring.",
    "A spokeswoman for the {b_adj} presidency said that the matter would be raised again when the two leaders meet in {a_city} next month.",
    "Parliament in {a_city} must still approve the arrangement, and the opposition has promised to vote against it.",
    "The European Union welcomed the step, and the African Union offered to send {n} observers to the border posts.",
    "Trade between the two countries fell by {n} percent last year, figures from the customs service in {b_city} show.",
    "{name}, a former envoy who now teaches at the university in {a_city}, said that both sides had “run out of ways to say no”.",
    "The dispute over {matter} goes back to a treaty that the two states signed half a century ago and have read differently ever since.",
    "In a separate statement the {a_adj} defence ministry denied that its ships had entered waters claimed by {b}.",
    "Demonstrators gathered before the {b_adj} embassy in {a_city} in the evening, and police closed two streets.",
    "Under the plan, experts from both ministries are to report every {n} weeks, first in {a_city} and then in {b_city}.",
    "{b} has asked for the return of {n} fishermen who were detained in March; {a} says that their case is before the courts.",
    "The minister declined to say whether {a} would lift the duties that it imposed in the summer.",
)  # fmt: skip
_MATTERS = (
    "fishing rights", "the border railway", "visas for students", "the river dams", "the copper tariffs", "prisoners",
    "the undersea cable", "the port lease", "the disputed islands", "grain transit", "air links", "the gas pipeline",
)  # fmt: skip
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_HEADLINES = (
    "{a} and {b} to resume talks on {matter}", "{a} minister in {b_city} for talks on {matter}",
    "{a} protests to {b} over {matter}", "{b} turns down {a} plan on {matter}",
)  # fmt: skip


@dataclass(frozen=True)
class Story:
    """What a page is about, and must be read from it."""

    headline: str
    paragraphs: tuple[str, ...]
    day: date
    publisher: str
    author: str
    captions: tuple[str, ...]


def story(number: int, publisher: str, *, length: int = 9) -> Story:
    """Invent a story; the same number gives the same one."""
    lot = random.Random(f"story {number}")
    (a, a_adj, a_city), (b, b_adj, b_city) = lot.sample(_STATES, 2)
    day = date(2031, 1 + number % 12, 3 + number * 2 % 25)
    matter = lot.choice(_MATTERS)

    def fill(text: str) -> str:
        return text.format(
            a=a, b=b, a_adj=a_adj, b_adj=b_adj, a_city=a_city, b_city=b_city, matter=matter,
            weekday=_WEEKDAYS[day.weekday()], name=lot.choice(_NAMES), n=lot.randint(3, 48),
        )  # fmt: skip

    kind = lot.randrange(len(_OPENINGS))
    middles = [fill(text) for text in lot.sample(_MIDDLES, len(_MIDDLES))]
    paragraphs = [fill(_OPENINGS[kind])]
    while middles and len(paragraphs) < length:
        taken = 1 + len(paragraphs) % 2
        paragraphs.append(" ".join(middles[:taken]))
        middles = middles[taken:]
    return Story(
        headline=fill(_HEADLINES[kind]),
        paragraphs=tuple(paragraphs),
        day=day,
        publisher=publisher,
        author=f"{lot.choice(('Ann', 'Jan', 'Tom', 'Eva'))} {lot.choice(('Poe', 'Roe', 'Lowe', 'Crane'))}",
        captions=(
            f"The {a_adj} and {b_adj} delegations shake hands in {b_city}. Photograph: Jan Doe/Wire Pictures",
            f"A freighter waits off the coast near {a_city}, in a file picture from last year",
            f"Flags of {a} and {b} fly outside the palace where the talks are held",
        ),
    )


def _p(paragraphs: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in paragraphs)


_TEASERS = (
    "Wheat prices climb for a fifth week as drought spreads", "Opposition leader barred from standing in June vote",
    "Ten photographs that explain the week", "Why the old harbour may be gone by the end of the decade",
    "Champions out of the cup after penalty drama", "Watch: minister walks out of live interview",
)  # fmt: skip


def _links(words: tuple[str, ...]) -> str:
    return "".join(f'<li><a href="/{at}">{escape(text)}</a></li>' for at, text in enumerate(words))


_SECTIONS = ("Home", "World", "Politics", "Business", "Opinion", "Culture", "Sport", "Weather", "Podcasts", "Sign in")
_CONSENT = (
    "We and our 846 partners store and access information on a device, such as cookies, and process personal data "
    "for personalised advertising and content, measurement, audience research and development of services."
)


def div_soup(it: Story) -> str:
    """A broadsheet built by a bundler: no semantic tags, hashed class names, boxes between the paragraphs."""
    first, rest = it.paragraphs[:4], it.paragraphs[4:]
    body = "".join(f'<div class="css-53u6y8"><p class="css-at9mc1 evys1bk0">{text}</p></div>' for text in first)
    tail = "".join(f'<div class="css-53u6y8"><p class="css-at9mc1 evys1bk0">{text}</p></div>' for text in rest)
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{it.headline} - {it.publisher}</title>
<meta property="og:site_name" content="{it.publisher}"><meta property="og:title" content="{it.headline}">
<meta property="article:published_time" content="{it.day}T18:05:11+02:00">
<meta property="article:modified_time" content="{it.day}T21:40:00+02:00">
<link rel="canonical" href="https://www.harbour.example/world/talks-{it.day}"></head><body><div id="app"><div class="css-1q2w3e">
<div class="css-nav"><ul>{_links(_SECTIONS)}</ul></div><div class="css-1bymuyk"><div class="css-1vkm6nb"><h1 class="css-88wicj">{it.headline}</h1></div>
<div class="css-1nnraid">By <a href="/by/x">{it.author}</a></div><div class="css-233int"><span>Published {it.day:%d %B %Y}</span></div>
<div class="css-share"><button>Share full article</button><button>Save</button></div>
<div class="css-figure"><img src="a.jpg" alt=""><div class="css-caption caption">{it.captions[0]}</div></div>
<div class="css-body">{body}<div class="css-promo related-box"><div>More on this story</div><ul>{_links(_TEASERS[:3])}</ul></div>
<div class="css-ad ad-slot">Advertisement</div>{tail}
<div class="newsletter-signup"><h4>Start the day with the Briefing</h4><p>Get the stories that matter, every weekday morning, straight to your inbox. By signing up you agree to our terms of service and privacy policy.</p></div>
</div></div><div class="css-more"><h3>Editors’ picks</h3><ul>{_links(_TEASERS)}</ul></div>
<div class="css-foot"><p>© 2031 {it.publisher} Company. All rights reserved.</p><ul>{_links(("Terms", "Privacy", "Contact us", "Work for us"))}</ul></div>
</div></div></body></html>"""


def amp(it: Story) -> str:
    """The light page for telephones: amp tags, the data of the story as JSON-LD."""
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": it.headline,
        "datePublished": f"{it.day}T06:15:00Z", "dateModified": f"{it.day}T09:00:00Z",
        "author": [{"@type": "Person", "name": it.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": it.publisher, "logo": {"@type": "ImageObject", "url": "/l.png"}},
        "mainEntityOfPage": "https://news.example/a",
    }  # fmt: skip
    body = (
        _p(it.paragraphs[:3])
        + '<amp-ad width="300" height="250" type="x"><div placeholder>Sponsored content</div></amp-ad>'
    )
    return f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><script async src="https://cdn.example/v0.js"></script>
<title>{it.headline}</title><link rel="canonical" href="https://news.example/world/{it.day:%Y/%m}/story">
<script type="application/ld+json">{json.dumps(data)}</script><style amp-boilerplate>body{{visibility:hidden}}</style></head>
<body><amp-sidebar id="menu"><ul>{_links(_SECTIONS)}</ul></amp-sidebar><amp-consent id="consent"><div id="c-ui"><h2>Your privacy</h2><p>{_CONSENT}</p><button>Accept all</button></div></amp-consent>
<header class="amp-header"><a href="/">{it.publisher}</a></header>
<main><article class="amp-story"><h1>{it.headline}</h1><p class="byline">{it.author}</p><amp-img src="x.jpg" width="16" height="9"></amp-img>
<p class="amp-caption wp-caption-text">{it.captions[1]}</p><div class="amp-story-body">{body}{_p(it.paragraphs[3:])}</div>
<div class="amp-social"><amp-social-share type="email"></amp-social-share> Share this story</div></article>
<section class="amp-related"><h2>Read next</h2><amp-list><ul>{_links(_TEASERS[2:])}</ul></amp-list></section></main>
<footer>Contact the newsroom at desk@news.example</footer></body></html>"""


def semantic(it: Story) -> str:
    """A page as the standard would have it: article, header, time, figure, aside, with microdata."""
    body = _p(it.paragraphs[:5])
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} | {it.publisher}</title>
<meta name="author" content="{it.author}"><meta property="og:site_name" content="{it.publisher}"></head><body>
<header role="banner"><a href="/">{it.publisher}</a><nav aria-label="Main"><ul>{_links(_SECTIONS)}</ul></nav></header>
<main><article itemscope itemtype="https://schema.org/NewsArticle"><header><p class="kicker">Diplomacy</p><h1 itemprop="headline">{it.headline}</h1>
<p>By <span itemprop="author">{it.author}</span>, diplomatic correspondent</p><time itemprop="datePublished" datetime="{it.day}">{it.day:%B %d, %Y}</time></header>
<figure><img src="a.jpg" alt="two delegations"><figcaption>{it.captions[0]}</figcaption></figure>
<div itemprop="articleBody">{body}<aside class="pullquote"><blockquote>A door left ajar, and a long corridor behind it</blockquote></aside>
<h2>What comes next</h2>{_p(it.paragraphs[5:])}</div>
<footer><p>Topics: <a href="/t">Diplomacy</a>, <a href="/u">Trade</a></p><p>{it.author} has covered foreign affairs for eleven years and won two prizes for her work from the region.</p></footer></article>
<aside><h2>Most read</h2><ol>{_links(_TEASERS)}</ol></aside>
<section id="comments"><h2>Comments</h2><article><p>Typical of this government, all talk and no trousers. When will they ever learn?</p></article>
<article><p>I lived there for ten years and can tell you that nothing in this report surprises me.</p></article></section></main>
<footer><p>Copyright {it.publisher} Ltd. Registered office 1 Quay Street.</p></footer></body></html>"""


def tables_era(it: Story) -> str:
    """A page of the nineties: tables in tables, fonts, line breaks for paragraphs, and no data about itself."""
    body = "<br><br>\n".join(escape(text, quote=False) for text in it.paragraphs)
    links = "<br>".join(f'<a href="s{at}.html"><font size="1">{name}</font></a>' for at, name in enumerate(_SECTIONS))
    teasers = "<br>".join(f'<a href="t{at}.html"><font size="1">{name}</font></a>' for at, name in enumerate(_TEASERS))
    return f"""<HTML><HEAD><TITLE>{it.publisher}: {it.headline}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF">
<TABLE WIDTH="760" BORDER="0"><TR><TD COLSPAN="3"><IMG SRC="logo.gif" ALT="{it.publisher}"></TD></TR>
<TR><TD WIDTH="120" VALIGN="top" BGCOLOR="#CCCCCC">{links}</TD><TD WIDTH="480" VALIGN="top"><TABLE WIDTH="100%"><TR><TD>
<FONT FACE="Times" SIZE="5"><B>{it.headline}</B></FONT><BR><FONT SIZE="1">Web posted on: {it.day:%A, %B %d, %Y}</FONT><BR><FONT SIZE="2"><I>From {it.author}</I></FONT><P>
<TABLE ALIGN="right" WIDTH="200"><TR><TD><IMG SRC="p.jpg"><BR><FONT SIZE="1">{it.captions[2]}</FONT></TD></TR></TABLE>
<FONT FACE="Times" SIZE="3">{body}</FONT></TD></TR></TABLE></TD><TD WIDTH="160" VALIGN="top"><B>RELATED STORIES</B><BR>{teasers}</TD></TR>
<TR><TD COLSPAN="3" ALIGN="center"><FONT SIZE="1">&copy; 2031 {it.publisher}. All Rights Reserved. Terms under which this service is provided to you.</FONT></TD></TR></TABLE></BODY></HTML>"""


def live_blog(it: Story) -> str:
    """Posts under times of day, the newest first, each with its buttons."""
    data = {
        "@context": "https://schema.org", "@graph": [
            {"@type": "WebPage", "name": "Live"},
            {"@type": "LiveBlogPosting", "headline": it.headline, "datePublished": f"{it.day}T05:00:00+00:00",
             "publisher": {"@type": "Organization", "name": it.publisher}},
        ],
    }  # fmt: skip
    posts = "".join(
        f'<article class="live-post" id="p{at}"><header><time datetime="{it.day}T{17 - at:02}:20">{17 - at:02}:20</time></header>'
        f'<div class="post-body">{_p((text,))}</div><div class="post-tools"><button>Share</button><a href="#p{at}">Copy link to post</a></div></article>'
        for at, text in enumerate(it.paragraphs)
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} – live | {it.publisher}</title>
<meta property="og:title" content="{it.headline}"><script type="application/ld+json">{json.dumps(data)}</script></head><body>
<nav><ul>{_links(_SECTIONS)}</ul></nav><main><div class="live-header"><span class="badge">LIVE</span><h1>{it.headline}</h1><p class="updated">Last updated 17:31</p></div>
<div class="live-feed"><div class="filter"><label>Show key events only</label></div>{posts}</div>
<aside class="most-viewed"><h2>Most viewed</h2><ol>{_links(_TEASERS)}</ol></aside></main><footer><ul>{_links(("About", "Complaints", "Help"))}</ul></footer></body></html>"""


def paywall(it: Story) -> str:
    """The first paragraphs, and the offer."""
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": it.headline, "isAccessibleForFree": False,
        "datePublished": str(it.day), "publisher": {"@type": "Organization", "name": it.publisher},
    }  # fmt: skip
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} | {it.publisher}</title>
<script type="application/ld+json">{json.dumps([data])}</script></head><body><header><nav><ul>{_links(_SECTIONS)}</ul></nav></header>
<main><article><h1>{it.headline}</h1><div class="standfirst-meta">{it.author} in Lisbon <span>{it.day:%d/%m/%Y}</span></div>
<div class="article__content">{_p(it.paragraphs)}</div>
<div class="paywall barrier"><h2>Subscribe to continue reading</h2><p>You have read your last free article this month. Complete digital access to quality journalism on any device, cancel anytime during your trial.</p>
<ul><li>Standard Digital: essential access to our reporting for 39 a month</li><li>Premium Digital: the whole paper with expert analysis from industry leaders</li></ul><p>Already a subscriber? <a href="/login">Sign in</a></p></div>
</article><section class="recirculation"><h3>Follow the topics in this article</h3><ul>{_links(_TEASERS[:4])}</ul></section></main></body></html>"""


def ministry(it: Story) -> str:
    """The press page of a foreign ministry: breadcrumbs, the number of the release, whom to call."""
    return f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>{it.headline} - {it.publisher}</title>
<meta name="DC.date" content="{it.day}"></head><body><div class="skip"><a href="#main">Skip to main content</a></div>
<div id="header"><div class="site-name">{it.publisher}</div><form><label>Search this site</label><input name="q"></form></div>
<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/press">Press Releases</a> &gt; {it.headline}</div>
<div id="sidebar-left"><ul><li><a href="/m">The Minister</a></li><li><a href="/e">Embassies and consulates</a></li><li><a href="/v">Visas</a></li><li><a href="/t">Travel advice</a></li></ul></div>
<div id="main"><div class="region-content"><h1 class="page-title">{it.headline}</h1><div class="field-date">{it.day:%d %B %Y}</div><div class="field-no">Press release no. 214/31</div>
<div class="field-body">{_p(it.paragraphs)}</div><div class="print-link"><a href="/print">Printer-friendly version</a></div></div>
<div class="block-contact"><h3>Press and Communication Department</h3><p>Telephone +00 555 0142, working hours 9 to 17. For accreditation write to press@mfa.example at least two working days ahead.</p></div></div>
<div id="footer"><p>Official website of the {it.publisher}. Accessibility statement. Last review of this site: January 2030.</p></div></body></html>"""


def wiki(it: Story) -> str:
    """A news wiki: boxes, edit links, the day in the first line, sources below."""
    return f"""<!DOCTYPE html><html class="client-nojs" lang="en" dir="ltr"><head><meta charset="UTF-8"><title>{it.headline} - {it.publisher}, the free news source</title>
<meta property="og:site_name" content="{it.publisher}"><link rel="canonical" href="https://en.wiki.example/wiki/Talks"></head><body class="mediawiki ltr">
<div id="mw-navigation"><ul>{_links(("Main Page", "Newsroom", "Recent changes", "Random article", "Donate"))}</ul></div>
<div id="content" class="mw-body" role="main"><h1 id="firstHeading" class="firstHeading">{it.headline}</h1><div id="siteSub">From {it.publisher}, the free news source you can write!</div>
<div id="jump-to-nav">Jump to navigation</div><div id="mw-content-text" class="mw-content-ltr"><div class="mw-parser-output">
<p><strong class="published">{it.day:%A, %B} {it.day.day}, {it.day.year}</strong></p>
<table class="infobox noprint"><tr><th>Diplomacy</th></tr><tr><td>Related articles</td></tr><tr><td><ul>{_links(_TEASERS[:4])}</ul></td></tr></table>
<div class="thumb tright"><div class="thumbinner"><img src="x.jpg"><div class="thumbcaption">{it.captions[0]}</div></div></div>
{_p(it.paragraphs)}
<h2><span class="mw-headline" id="Sources">Sources</span><span class="mw-editsection">[edit]</span></h2>
<ul><li>Ann Poe. “<a href="http://a.example">Envoys meet at last</a>” — <i>Northern Wire</i>, {it.day:%B} {it.day.day}, {it.day.year}</li><li>“<a href="http://b.example">Talks to go on</a>” — <i>Morning Ledger</i>, {it.day:%B} {it.day.day}, {it.day.year}</li></ul>
</div></div><div id="catlinks" class="catlinks">Categories: {it.day:%B %Y} | Published | Politics and conflicts</div></div>
<div id="footer"><ul><li>This page was last edited on {it.day:%d %B %Y}, at 11:02.</li><li>All text created after 2005 is available under a free licence.</li></ul></div></body></html>"""


def script_heavy(it: Story) -> str:
    """A page that a script paints: the text stands in the data alone."""
    data = {
        "@context": "http://schema.org", "@type": ["NewsArticle"], "headline": it.headline, "inLanguage": "en",
        "datePublished": f"{it.day}T23:45:00-05:00", "author": {"name": it.author}, "publisher": {"name": it.publisher},
        "articleBody": "\n\n".join(it.paragraphs), "url": "https://app.example/a/1",
    }  # fmt: skip
    state = json.dumps({"props": {"menu": _SECTIONS, "teasers": _TEASERS}})
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline}</title><script>window.__STATE__={state}</script>
<script type="application/ld+json">{json.dumps(data)}</script></head><body><div id="root"><div class="skeleton"></div></div>
<noscript>You need to enable JavaScript to run this app. Please turn it on in the settings of your browser and reload the page to go on.</noscript></body></html>"""


def cookie_overlay(it: Story) -> str:
    """Before the story stands the consent, and it is long."""
    purposes = "".join(
        f"<li><h4>{name}</h4><p>{_CONSENT}</p></li>"
        for name in ("Strictly necessary", "Functional cookies", "Performance cookies", "Targeting cookies")
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} :: {it.publisher}</title>
<meta property="og:title" content="{it.headline} :: {it.publisher}"><meta name="date" content="{it.day:%d-%m-%Y}"><meta name="application-name" content="{it.publisher}"></head>
<body class="modal-open"><div id="onetrust-consent-sdk"><div class="ot-sdk-container" role="dialog" aria-label="Privacy"><h2>We value your privacy</h2><p>{_CONSENT}</p><ul>{purposes}</ul><button>Reject all</button><button>Confirm my choices</button></div></div>
<div class="gdpr-banner"><p>This site uses cookies. By continuing to browse the site you are agreeing to our use of cookies. Find out more in our cookie policy.</p></div>
<div class="site"><div class="masthead">{it.publisher}</div><ul class="menu">{_links(_SECTIONS)}</ul>
<div class="story"><h1 class="story-title">{it.headline}</h1><div class="story-meta"><span class="author">{it.author}</span> <span class="date">{it.day:%b %d, %Y}, 09:12</span></div>
<div class="story-body">{_p(it.paragraphs[:2])}<div class="embed-tweet"><blockquote class="twitter-tweet"><p>Breaking: envoys seen leaving by the back door, no word yet.</p>— Desk (@desk)</blockquote></div>{_p(it.paragraphs[2:])}</div></div>
<div class="sidebar widget-area"><h3>Trending</h3><ul>{_links(_TEASERS)}</ul></div></div></body></html>"""


def gallery(it: Story) -> str:
    """A picture desk's page: slides with long captions between the paragraphs."""

    def slide(text: str) -> str:
        return f'<div class="slide"><img data-src="g.jpg"><div class="slide__caption">{text}</div><div class="slide__credit">Wire Pictures</div></div>'

    slides = "".join(slide(text) for text in it.captions)
    more = "".join(
        slide(f"Picture {at} of 12: guests walk past the honour guard at the palace before the dinner")
        for at in (4, 5, 6, 7)
    )
    figure = f'<figure class="wp-block-image"><img src="f.jpg"><figcaption class="wp-element-caption">{it.captions[2]}</figcaption></figure>'
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} | {it.publisher}</title><meta property="og:site_name" content="{it.publisher}">
<meta itemprop="datePublished" content="{it.day}T08:00"></head><body><div class="page"><header class="top"><div class="logo">{it.publisher}</div><nav>{_links(_SECTIONS)}</nav></header>
<article class="post hentry"><h1 class="entry-title">{it.headline}</h1><div class="gallery carousel">{slides}</div><div class="entry-content">{_p(it.paragraphs[:3])}{figure}{_p(it.paragraphs[3:6])}
<div class="photo-gallery"><h3>In pictures</h3>{more}</div>{_p(it.paragraphs[6:])}</div><div class="tags-links">Tagged diplomacy, talks</div></article>
<div class="related-posts"><h3>You may also like</h3><ul>{_links(_TEASERS[1:5])}</ul></div></div></body></html>"""


def printer(it: Story) -> str:
    """The version for the printer."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>{it.publisher} - {it.headline} - Print</title>
<meta name="robots" content="noindex"><link rel="canonical" href="https://www.post.example/news/1"></head><body onload="window.print()">
<div class="noprint"><a href="javascript:window.print()">Print this page</a> | <a href="javascript:history.back()">Back</a></div>
<img src="/logo-print.png" alt="{it.publisher}"><hr><h1>{it.headline}</h1><p class="date">{it.day:%d.%m.%Y}</p><p class="author">By {it.author}</p>
{_p(it.paragraphs)}<hr><p class="small">Printed from https://www.post.example/news/1</p><p class="small">Copyright {it.publisher}. Not for redistribution.</p></body></html>"""


PAGES = {
    maker.__name__: (it, maker(it))
    for maker, it in (
        (div_soup, story(1, "The Harbour Times")), (amp, story(2, "Meridian News")), (semantic, story(3, "Northern Wire")),
        (tables_era, story(4, "Pacific Dispatch")), (live_blog, story(5, "The Sentinel")), (paywall, story(6, "Financial Ledger", length=3)),
        (ministry, story(7, "Ministry of Foreign Affairs of Iceland")), (wiki, story(8, "Openpress")), (script_heavy, story(9, "Daybreak")),
        (cookie_overlay, story(10, "Continental Post")), (gallery, story(11, "Picture Weekly")), (printer, story(12, "The Morning Post")),
    )
}  # fmt: skip
"""House style → the story, and the page that tells it."""

# ruff: noqa: E501 - markup in lines as long as pages have them
"""More house styles: agencies, broadcasters and press offices of states; our own markup, the stories of `outlets`."""

import json
from html import escape

from outlets import Story, story

_MENU = ("Home", "World", "Politics", "Business", "Markets", "Opinion", "Video", "Sign in")
_OTHERS = (
    "Wheat prices climb for a fifth week as drought spreads", "Opposition leader barred from standing in June vote",
    "Why the old harbour may be gone by the end of the decade", "Champions out of the cup after penalty drama",
)  # fmt: skip


def _text(text: str) -> str:
    return escape(text, quote=False)


def _p(texts: tuple[str, ...], **attributes: str) -> str:
    more = "".join(f' {name.rstrip("_")}="{value}"' for name, value in attributes.items())
    return "\n".join(f"<p{more}>{_text(text)}</p>" for text in texts)


def _links(texts: tuple[str, ...]) -> str:
    return "".join(f'<li><a href="/{at}">{_text(text)}</a></li>' for at, text in enumerate(texts))


def wire_service(it: Story) -> str:
    """Hashed classes, a paragraph a div, points in front, standards and editors behind."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": it.headline, "datePublished": f"{it.day}T20:31:05Z",
            "publisher": {"@type": "NewsMediaOrganization", "name": it.publisher}}  # fmt: skip
    paragraphs = "".join(
        f'<div data-testid="paragraph-{at}" class="text__text__1FZLe body__paragraph__2-BtD">{_text(text)}<span style="border:0;clip:rect(0,0,0,0);height:1px;position:absolute" hidden>, opens new tab</span></div>'
        for at, text in enumerate(it.paragraphs)
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} | {it.publisher}</title><script type="application/ld+json">{json.dumps(data)}</script></head>
<body><div id="fusion-app"><header class="site-header__wrap__3kN"><nav>{_links(_MENU)}</nav></header><main><article data-testid="Article"><div class="article-header__wrapper__2T"><h1 data-testid="Heading">{it.headline}</h1>
<div class="info-content__author-date__1Epi_">By <a href="/authors/x">{it.author}</a></div><time datetime="{it.day}T20:31:05Z"><span>{it.day:%B} {it.day.day}, {it.day.year}</span><span>8:31 PM UTC</span><span>Updated 2 hours ago</span></time></div>
<div class="article-body__gallery__x" data-testid="Carousel"><figure><img src="a.jpg" alt=""><figcaption>[1/3] {it.captions[0]} <a href="/r">Purchase Licensing Rights</a></figcaption></figure></div>
<div class="article-body__content__17Yit" data-testid="ArticleBody">{paragraphs}
<p class="newsletter-cta" data-testid="promo-box">The morning briefing brings the news that you need to start your day. Sign up <a href="/n">here.</a></p>
<p data-testid="SignOff" class="sign-off__text__PU3Aj">Reporting by {it.author}; Editing by Max Mole and Kay Pike</p><p data-testid="Standards">Our Standards: <a href="/s">The {it.publisher} Trust Principles.</a></p></div></article>
<section data-testid="ReadNext" class="read-next__container"><h2>Read Next</h2><ul>{_links(_OTHERS)}</ul></section></main><footer><p>All quotes delayed a minimum of 15 minutes.</p></footer></div></body></html>"""


def cooperative(it: Story) -> str:
    """Elements of the outlet's own, pictures between the paragraphs, underscores before who helped."""
    half = len(it.paragraphs) // 2
    figure = f'<bsp-figure class="Figure"><figure><img src="b.jpg"><figcaption class="Figure-caption"><p>{it.captions[0]}</p></figcaption></figure></bsp-figure>'
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} | {it.publisher}</title><meta property="og:site_name" content="{it.publisher}">
<meta property="article:published_time" content="{it.day}T15:01:00"></head><body class="Page-body"><bsp-header class="Page-header"><div class="Page-header-bar"><ul>{_links(_MENU)}</ul></div></bsp-header>
<main class="Page-main"><h1 class="Page-headline">{it.headline}</h1><div class="Page-lead"><div class="Carousel-slide">{it.captions[2]}</div></div>
<div class="Page-byline"><div class="Page-authors">By <a href="/a">{it.author}</a></div><bsp-timestamp data-timestamp="1">Updated 3:45 PM UTC, {it.day:%B} {it.day.day}, {it.day.year}</bsp-timestamp></div>
<bsp-page-actions class="Page-actions"><button>Share</button><ul class="ActionBar"><li><a href="#f">Facebook</a></li><li><a href="#e">Email</a></li></ul></bsp-page-actions>
<div class="RichTextStoryBody RichTextBody">{_p(it.paragraphs[:half])}<div class="FreeStar ad-placeholder">Advertisement</div>{figure}{_p(it.paragraphs[half:])}
<p>___</p><p>{it.publisher} writers Bo Birch and Lin Reed contributed to this report.</p></div>
<div class="Page-below"><bsp-list-loadmore class="PageListRightRailA"><h3>Most read</h3><ul>{_links(_OTHERS)}</ul></bsp-list-loadmore></div></main><bsp-footer class="Page-footer"><p>{it.publisher} is an independent organization dedicated to factual reporting since it was founded.</p></bsp-footer></body></html>"""


def eastern_agency(it: Story) -> str:
    """The day and sections in one line above, related coverage linked in the midst of the text."""
    related = f'<div class="relatedLink"><p><strong>Related coverage:</strong></p><p><a href="/1">{_OTHERS[0]}</a></p><p><a href="/2">{_OTHERS[1]}</a></p></div>'
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline}</title><meta property="og:title" content="{it.headline}"><meta property="og:site_name" content="{it.publisher}"></head>
<body><div id="wrapper"><div class="head"><a href="/"><img src="l.png" alt="{it.publisher}"></a><ul class="gnav">{_links(_MENU)}</ul></div><div class="main-inner"><section class="article"><h1>{it.headline}</h1>
<p class="credit">{it.publisher} - {it.day:%b} {it.day.day}, {it.day.year} - 20:31 | World, All</p><div class="mainpic"><img src="p.jpg" alt="photo"><p class="photo-text">{it.captions[2]}</p></div>
<div class="article-body">{_p(it.paragraphs[:4])}{related}{_p(it.paragraphs[4:])}</div><p class="date-bottom"></p></section>
<section class="ranking"><h2>Latest News</h2><ul>{_links(_OTHERS)}</ul></section></div><div id="footer"><p class="copy">Copyright (c) {it.publisher}. All Rights Reserved.</p></div></div></body></html>"""


def state_agency(it: Story) -> str:
    """Source and editor in one line, pictures as centred paragraphs, a square at the end."""
    last = f"{it.paragraphs[-1]}"
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{it.headline}-{it.publisher}</title><meta name="publishdate" content="{it.day}"><meta name="source" content="{it.publisher}"></head>
<body><div class="header domPC"><div class="nav">{_links(_MENU)}</div></div><div class="main clearfix"><div class="conTop"><h1 class="Btitle">{it.headline}</h1><p class="time">Source: {it.publisher}</p><p class="editor">Editor: huma</p><p class="time">{it.day} 20:31:45</p></div>
<div class="content" id="detailContent"><p style="text-align: center;" align="center"><img src="p.jpg" align="center"></p><p style="text-align: center;" align="center"><span style="color: #3333ff;">{it.captions[0]}</span></p>
{_p(it.paragraphs[:-1])}<p>{_text(last)} <span>■</span></p></div><div class="share"><span>Share</span></div><div class="column-box"><h2>Comments</h2></div></div><div class="foot"><p>Copyright © {it.publisher}. All rights reserved.</p></div></body></html>"""


def broadcaster(it: Story) -> str:
    """A standfirst that sums the story up, a day of two readings, a bar of pushed notices."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} - {it.publisher}</title><meta property="og:site_name" content="{it.publisher}"></head><body>
<header class="o-header"><a href="/live">Live</a><nav class="m-menu">{_links(_MENU)}</nav></header><main class="o-layout-content__main"><article class="t-content t-content--article"><div class="t-content__kicker"><a href="/europe">Europe</a></div><h1 class="t-content__title a-page-title">{it.headline}</h1>
<div class="t-content__dates"><span class="m-pub-dates"><span class="m-pub-dates__date">Issued on: <time pubdate="pubdate" datetime="{it.day}T20:31:12+00:00">{it.day:%d/%m/%Y} - 20:31</time></span></span></div>
<div class="t-content__main-media"><figure class="m-item-image"><img src="x.webp"><figcaption class="m-figcaption"><span>{it.captions[0]}</span></figcaption></figure></div>
<div class="t-content__by-line">By: {it.author}</div><div class="t-content__body u-clearfix">{_p(it.paragraphs[:2])}<div class="a-promo-notification"><p>To display this content, you need to enable advertisement tracking and audience measurement.</p><button>Accept</button></div>
<div class="m-interstitial o-self-promo"><p>Read more <a href="/r">{_OTHERS[0]}</a></p></div>{_p(it.paragraphs[2:])}<p><strong>(AFP)</strong></p></div></article>
<div class="m-app-banner"><p>The content you requested does not exist or is not available anymore. Take international news everywhere with you. Download the app.</p></div></main><footer class="o-footer"><ul>{_links(_MENU)}</ul></footer></body></html>"""


def departments(it: Story) -> str:
    """The press pages of a government that has one design for all departments."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} - {it.publisher}</title><meta name="govuk:first-published-at" content="{it.day}T12:00:00.000+00:00"><meta property="og:site_name" content="{it.publisher}"></head>
<body class="govuk-template__body"><div id="global-cookie-message" class="gem-c-cookie-banner" role="region"><h2>Cookies on this site</h2><p>We use some essential cookies to make this website work. We’d like to set additional cookies to understand how you use it.</p></div>
<a class="gem-c-skip-link" href="#content">Skip to main content</a><div class="gem-c-breadcrumbs"><ol>{_links(("Home", "Government", "Foreign affairs"))}</ol></div><main id="content" class="news-article">
<div class="gem-c-heading"><span class="gem-c-heading__context">Press release</span><h1 class="gem-c-heading__text">{it.headline}</h1></div><p class="gem-c-lead-paragraph"></p>
<div class="gem-c-metadata"><dl><dt>From:</dt><dd><a href="/o">Office for External Affairs</a></dd><dt>Published</dt><dd>{it.day.day} {it.day:%B %Y}</dd></dl></div>
<div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{_p(it.paragraphs[:4])}<ul>{"".join(f"<li>{_text(text)}</li>" for text in it.paragraphs[4:6])}</ul>{_p(it.paragraphs[6:])}</div></div>
<div class="gem-c-share-links"><h2>Share this page</h2><ul>{_links(("Share on Facebook (opens in new tab)", "Share on X (opens in new tab)"))}</ul></div><div class="gem-c-published-dates">Published {it.day.day} {it.day:%B %Y}</div></main>
<div class="gem-c-contextual-sidebar"><h2>Related content</h2><ul>{_links(_OTHERS)}</ul></div><div class="gem-c-feedback"><h2>Is this page useful?</h2><p>Help us improve this site. To help us improve, we’d like to know more about your visit today. Please fill in this survey.</p></div>
<footer class="gem-c-layout-footer"><p>All content is available under the Open Government Licence, except where otherwise stated.</p></footer></body></html>"""


def spokesperson(it: Story) -> str:
    """A blog engine in the colours of a department of state."""
    return f"""<!doctype html><html lang="en-US"><head><meta charset="UTF-8"><title>{it.headline} - {it.publisher}</title><meta property="og:site_name" content="{it.publisher}"><meta property="article:published_time" content="{it.day}T14:05:10+00:00"></head>
<body class="press-release single"><header id="masthead" class="site-header"><p>An official website of the government. Here’s how you know</p><ul>{_links(_MENU)}</ul></header><div class="page-header featured-content"><div class="featured-content__copy"><h1 class="featured-content__headline stars-above">{it.headline}</h1>
<div class="article-meta"><p class="article-meta__doctype">Media Note</p><p class="article-meta__author-bureau">Office of the Spokesperson</p><p class="article-meta__publish-date">{it.day:%B} {it.day.day}, {it.day.year}</p></div></div></div>
<main id="main" class="content-area"><div class="entry-content">{_p(it.paragraphs, style="text-align:left")}</div><div class="tags-list"><h2 class="tags-list__title">Tags</h2><ul>{_links(("Bureau of Trade", "Office of the Spokesperson", "Treaties"))}</ul></div>
<section class="related-articles"><h2>Related Articles</h2><ul>{_links(_OTHERS)}</ul></section></main><footer class="site-footer"><p>The Office of Website Management manages this site as a portal for information from the government. External links to other sites should not be construed as an endorsement.</p></footer></body></html>"""


def foreign_office(it: Story) -> str:
    """A ministry of the east: numbered points, links and references below, all in plain boxes."""
    points = "".join(f"<li>{_text(text)}</li>" for text in it.paragraphs[1:-1])
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} | {it.publisher}</title></head><body><div id="header"><p class="site-title"><a href="/"><img src="h.gif" alt="{it.publisher}"></a></p><ul id="utility">{_links(("Site Map", "Links", "Text size"))}</ul></div>
<div id="topicpath"><a href="/">Top</a> &gt; <a href="/press">Press Releases</a></div><div id="contents"><div id="maincontents"><p class="icon-group">Press Releases</p><h1 class="title1">{it.headline}</h1><div class="rightalign">{it.day:%B} {it.day.day}, {it.day.year}</div>
<div class="any-area"><p>{_text(it.paragraphs[0])}</p><ol class="n-listnone">{points}</ol><p>{_text(it.paragraphs[-1])}</p></div>
<div class="any-area link-area"><h2 class="title2">Related Links</h2><ul>{_links(_OTHERS[:3])}</ul></div><p class="btn-back"><a href="/press">Back to Press Releases</a></p></div>
<div id="side"><ul>{_links(("Press Conferences", "Speeches", "Visa", "Embassies"))}</ul></div></div><div id="footer"><address>Legal Matters | Accessibility | Copyright © {it.publisher}</address></div></body></html>"""


def old_agency(it: Story) -> str:
    """Times without a year in the head, a lead apart from the text, tags below."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} - {it.publisher}</title><meta itemprop="datePublished" content="{it.day}T17:31:45+00:00"><meta property="og:site_name" content="{it.publisher}"></head><body>
<div class="menu"><ul class="menu-sections-list">{_links(_MENU)}</ul></div><main class="container"><section id="news"><div class="news-header"><div class="news-header__top"><span class="news-header__date"><dateformat time="1">{it.day.day} {it.day:%b}, 20:31</dateformat></span></div><h1 class="news-header__title">{it.headline}</h1></div>
<div class="news-media news-media_photo"><img src="p.jpg"><div class="news-media__info"><span class="news-media__sign">© {it.captions[1]}</span></div></div>
<div class="text-content"><div class="text-block">{_p(it.paragraphs)}</div></div><div class="news-actions"><div class="tags"><a class="tags__item" href="/t">Foreign policy</a></div></div></section>
<section class="news-content-sidebar"><div class="section-title">Latest news</div><ul>{_links(_OTHERS)}</ul></section></main><footer class="footer"><p>News agency, all rights reserved. Terms of use of information.</p></footer></body></html>"""


def gulf_channel(it: Story) -> str:
    """A list of recommended stories in the midst of the text, its items counted aloud for screen readers."""
    inside = "".join(
        f'<li><span class="screen-reader-text">list {at} of 4</span><a href="/{at}">{text}</a></li>'
        for at, text in enumerate(_OTHERS, 1)
    )
    return f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>{it.headline} | Diplomacy News | {it.publisher}</title><meta property="og:site_name" content="{it.publisher}"><meta name="publishedDate" content="{it.day}T20:31:45"></head><body>
<div id="root"><header class="site-header"><ul class="menu header-menu">{_links(_MENU)}</ul></header><main id="main-content-area"><header class="article-header"><div class="topics">News|Diplomacy</div><h1>{it.headline}</h1><p class="article__subhead"></p></header>
<figure class="article-featured-image"><img src="i.jpg"><figcaption>{it.captions[0]}</figcaption></figure><div class="article-info-block"><div class="article-author-name">By {it.author}</div><div class="date-simple"><span class="screen-reader-text">Published On {it.day.day} {it.day:%b %Y}</span><span aria-hidden="true">{it.day.day} {it.day:%b %Y}</span></div></div>
<div class="wysiwyg wysiwyg--all-content" aria-live="polite">{_p(it.paragraphs[:2])}<div class="more-on"><h2 class="more-on__heading">Recommended Stories</h2><span class="screen-reader-text">list of 4 items</span><ul>{inside}</ul><span class="screen-reader-text">end of list</span></div>
{_p(it.paragraphs[2:])}<div class="newsletter-slice"><p>Sign up for the newsletter. Get the best of our reporting every week, free of charge.</p></div></div><div class="article-source"><span>Source</span>: <span>{it.publisher} and news agencies</span></div></main>
<footer class="site-footer"><p>About us, connect, our channels, our network</p></footer></div></body></html>"""


def public_service(it: Story) -> str:
    """Blocks with a name for their kind; the day only as so long ago, and in the data."""
    data = {"@context": "http://schema.org", "@type": "ReportageNewsArticle", "headline": it.headline, "datePublished": f"{it.day}T09:12:44.000Z", "dateModified": f"{it.day}T11:00:00.000Z",
            "publisher": {"@type": "NewsMediaOrganization", "name": it.publisher, "logo": {"@type": "ImageObject", "url": "l.png"}}}  # fmt: skip
    blocks = "".join(
        f'<div data-component="text-block" class="sc-18fde0d6-0 dlWCEZ"><p class="sc-eb7bd5f6-0 fYAfXe">{_text(text)}</p></div>'
        for text in it.paragraphs
    )
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{it.headline} - {it.publisher}</title><script type="application/ld+json">{json.dumps(data)}</script></head><body><div id="__next"><header><nav>{_links(_MENU)}</nav></header>
<main id="main-content"><article><div data-component="headline-block"><h1 class="sc-f98b1ad2-0">{it.headline}</h1></div><div data-component="byline-block"><time>4 hours ago</time><button>Share</button><button>Save</button><span>{it.author}</span><span>Diplomatic correspondent</span></div>
<div data-component="image-block"><figure><img src="g.webp"><span>Getty Images</span><figcaption class="sc-fbc">{it.captions[2]}</figcaption></figure></div>{blocks}<div data-component="links-block"><ul>{_links(_OTHERS[:3])}</ul></div><div data-component="topic-list"><ul>{_links(("Trade", "Diplomacy"))}</ul></div></article>
<section data-component="most-read"><h2>Most read</h2><ol>{_links(_OTHERS)}</ol></section></main><footer><p>The outlet is not responsible for the content of external sites.</p></footer></div></body></html>"""


def with_table(it: Story) -> str:
    """Page one of two of a long piece: a table of figures in the midst, the numbers of pages below."""
    rows = "".join(f"<tr><td>{year}</td><td>{year % 37}.{year % 7}</td></tr>" for year in range(2022, 2030))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{it.headline} | Page 1 of 2 | {it.publisher}</title><meta property="og:site_name" content="{it.publisher}"><link rel="next" href="?page=2"><meta name="date" content="{it.day}"></head><body>
<div class="top-nav"><ul>{_links(_MENU)}</ul></div><div class="article-wrap"><h1 class="headline">{it.headline}</h1><p class="byline">By {it.author} | {it.day:%b %d, %Y}</p><div class="article-text">{_p(it.paragraphs[:3])}
<figure class="chart"><table><caption>Trade between the two, in billions</caption><thead><tr><th>Year</th><th>Trade</th></tr></thead><tbody>{rows}</tbody></table></figure>{_p(it.paragraphs[3:])}</div>
<div class="pagination"><span>1</span> <a href="?page=2">2</a> <a href="?page=2">Next page</a></div></div><div class="bottom"><h4>More from this section</h4><ul>{_links(_OTHERS)}</ul></div></body></html>"""


def right_to_left(it: Story) -> str:
    """The English edition of an outlet whose page is laid out from right to left, in its old charset."""
    menu = "".join(
        f'<li><a href="/{at}">{word}</a></li>'
        for at, word in enumerate(("الرئيسية", "أخبار", "سياسة", "اقتصاد", "رياضة"))
    )
    return f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>{it.headline} - {it.publisher}</title><meta property="og:site_name" content="{it.publisher}"><meta property="article:published_time" content="{it.day}T10:00:00+03:00"></head><body>
<ul id="main-menu">{menu}</ul><div id="content" dir="ltr" lang="en"><h1>{it.headline}</h1><div class="date">{it.day:%d-%m-%Y}</div>{_p(it.paragraphs)}</div><div id="footer">جميع الحقوق محفوظة {it.publisher}</div></body></html>"""


CHARSETS = {"right_to_left": "cp1256"}
"""In which charset a page is served, where it is not UTF-8."""

PAGES = {
    maker.__name__: (it, maker(it))
    for maker, it in (
        (wire_service, story(41, "Meridian Wire")), (cooperative, story(42, "United Press Cooperative")), (eastern_agency, story(43, "Eastern News")),
        (state_agency, story(44, "Xinfeng")), (broadcaster, story(45, "Europe Now")), (departments, story(46, "GOV.XA")),
        (spokesperson, story(47, "Department of External Relations")), (foreign_office, story(48, "Ministry of Foreign Affairs of Mongolia")),
        (old_agency, story(49, "NORDTASS")), (gulf_channel, story(50, "Gulf Channel")), (public_service, story(51, "Public News")),
        (with_table, story(52, "The Quarterly")), (right_to_left, story(53, "Levant Gazette")),
    )
}  # fmt: skip
"""House style → the story, and the page that tells it."""

use std::time::Duration;

use proptest::{collection::vec, prelude::*};

use super::*;
use crate::{domain::Random, machine::SystemRandom};

const NOW: Timestamp = Timestamp::from_millis(1_351_918_800_000);

fn list(of: &[&str]) -> Vec<String> {
    of.iter().map(|&line| line.to_owned()).collect()
}

fn text(raw: &str) -> Text {
    Text::parse(raw, 2_000).expect("a text")
}

fn words(of: &[&str]) -> FilterSettings {
    FilterSettings { words: list(of), ..FilterSettings::default() }
}

fn patterns(of: &[&str]) -> FilterSettings {
    FilterSettings { patterns: list(of), ..FilterSettings::default() }
}

fn hosts(of: &[&str]) -> FilterSettings {
    FilterSettings { links: true, hosts: list(of), ..FilterSettings::default() }
}

fn catches(settings: &FilterSettings, raw: &str) -> bool {
    !settings.compile().expect("filters").catch(&text(raw)).is_empty()
}

fn fault(settings: &FilterSettings) -> (&'static str, usize, usize) {
    let error = settings.compile().expect_err("a fault");
    assert!(!error.to_string().is_empty());
    (error.list.as_str(), error.line, error.column)
}

fn somebody() -> PersonId {
    let random: &dyn Random = &SystemRandom;
    PersonId::random(random)
}

#[test]
fn words_are_caught_whole_in_any_script_however_they_are_written() {
    for (word, caught) in [
        ("spam", "This is SPAM!"),
        ("spam", "s\u{200b}p\u{ad}a\u{2060}m"),
        ("spam", "ＳＰＡＭ here"),
        ("spam", "𝐬𝐩𝐚𝐦"),
        ("spam", "it's_spam_again"),
        ("spam", "no.spam.please"),
        ("buy  now", "Buy\nnow, friends"),
        ("straße", "STRASSE"),
        ("STRASSE", "die Straße"),
        ("istanbul", "İSTANBUL"),
        ("BAKI", "bakı"),
        ("qız", "QIZ gəlir"),
        ("дурак", "Сам ДУРАК."),
        ("ежик", "Ёжик!"),
        ("ΣΟΦΟΣ", "ο σοφός"),
        ("كلب", "يا كَلْب!"),
        ("كلب", "يا كـــلب"),
        ("می\u{200c}خواهم", "نمی دانم، میخواهم"),
        ("会议", "我们的会议明天开始"),
        ("会议", "ABC会议XYZ"),
        ("ばか", "あのばかめ"),
        ("バカ", "ﾊﾞｶヤロー"),
        ("โง่", "คนโง่มาก"),
        ("हिन्दी", "यह हिन्दी है"),
        ("***", "you ***!"),
        ("c++", "I like C++."),
    ] {
        assert!(catches(&words(&[word]), caught), "{word} in {caught}");
    }
    for (word, let_in) in [
        ("spam", "spammers and antispam"),
        ("spam", "spam2"),
        ("ass", "class assembly"),
        ("buy now", "buy or now"),
        ("дурак", "дураки"),
        ("كلب", "كلبهم"),
        ("ばか", "はか"),
        ("ハ", "バ"),
        ("का", "कि"),
        ("हिन्द", "हिन्दी"),
        ("会议", "会 议"),
        ("โง", "โง่"),
    ] {
        assert!(!catches(&words(&[word]), let_in), "{word} in {let_in}");
    }
    let many: Vec<String> = (0..500).map(|n| format!("word{n}")).collect();
    let many = FilterSettings { words: many, ..FilterSettings::default() };
    assert!(catches(&many, "here is word499") && !catches(&many, "here is word500"));
    assert!(!catches(&FilterSettings::default(), "anything at all"));
}

#[test]
fn patterns_match_what_is_seen_and_take_no_time() {
    for (pattern, caught) in [
        (r"\d{3}-\d{4}", "call 555-1234"),
        (r"free\s+money", "FREE   Money"),
        (r"free money", "ｆｒｅｅ m\u{200b}oney"),
        (r"^\p{Cyrillic}+$", "Привет"),
        (r"(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        (r"[\u{1F600}-\u{1F64F}]{3}", "😀😁😂"),
    ] {
        assert!(catches(&patterns(&[pattern]), caught), "{pattern} in {caught}");
    }
    assert!(!catches(&patterns(&[r"(?-i)FREE"]), "free"));
    // A pattern that would take for ever elsewhere.
    assert!(!catches(&patterns(&[r"(a*)*b|(a+)+c"]), &"a".repeat(2_000)));
}

/// Those that cost most for their length, as far as they are taken, and a text each of them has most to do with. In a release
/// build all this takes some hundredths of a second.
#[test]
fn the_worst_patterns_take_a_bounded_time_on_the_longest_text() {
    for (pattern, piece, times) in [
        ("x.{0,240}y", "x", 2_000),
        ("x.{240}y", "xxzx", 500),
        ("[ab]*a[ab]{240}c", "abbabaaab", 200),
        ("(x|.){120}y", "x", 2_000),
        (r"\w{0,4}!", "ж", 2_000),
        (r"(\w+\s?){4}!", "a b", 600),
        ("(a*)*b|(a+)+c|(a|aa)+d", "a", 2_000),
        ("((a?){10}){10}a{10}!", "a", 2_000),
        ("[^x]{0,240}x", "\u{fdfa}", 440),
        ("(х|.){0,100}(a|.){0,50}y", "х文", 1_000),
        ("(((((((a?)?)?)?)?)?)?){30}!", "a", 2_000),
    ] {
        let text = text(&piece.repeat(times));
        // As many as are taken.
        let all = [50, 24, 12, 6, 5].into_iter().map(|count| patterns(&vec![pattern; count]).compile());
        let Some(filters) = all.into_iter().find_map(Result::ok) else { panic!("{pattern} is not taken") };
        let started = tokio::time::Instant::now();
        filters.catch(&text);
        let took = started.elapsed();
        assert!(took < Duration::from_secs(20), "{pattern}: {took:?}");
    }
}

#[test]
fn what_becomes_too_long_to_be_looked_at_is_caught() {
    let filters = patterns(&["needle"]);
    assert!(catches(&filters, &format!("{}needle", "\u{fdfa}".repeat(600))), "behind eighteen times as much");
    assert!(!catches(&filters, &"\u{fdfa}".repeat(400)) && !catches(&filters, &"x".repeat(2_000)));
    assert!(!catches(&words(&["needle"]), &"\u{fdfa}".repeat(600)));
}

#[test]
fn links_are_caught_unless_their_host_is_allowed() {
    let allowed = hosts(&["example.org", "intgovforum.org", "пример.рф"]);
    for let_in in [
        "see https://example.org/a?b#c",
        "https://www.example.org.",
        "(http://EXAMPLE.ORG:8080/x)",
        "**https://example.org**",
        "www.intgovforum.org",
        "intgovforum.org/cms/2012",
        "https://chat.пример.рф/путь",
        "https://xn--e1afmkfd.xn--p1ai/",
        "and/or, e.g. this, 3.5/10",
        "no link here",
    ] {
        assert!(!catches(&allowed, let_in), "{let_in}");
    }
    for caught in [
        "https://evil.example",
        "https://example.org.evil.example/",
        "https://notexample.org",
        "https://example.org@evil.example/",
        "https://evil.example\\@example.org",
        "https://example.org and http://evil.example",
        "www.evil.example",
        "evil.example/path",
        "ｈｔｔｐｓ：／／evil.example",
        "https://ev\u{200b}il.example",
        "https://",
        "ftp://evil.example",
        "https://exаmple.org (with a Cyrillic letter)",
    ] {
        assert!(catches(&allowed, caught), "{caught}");
    }
    assert!(catches(&hosts(&[]), "https://example.org"));
    let off = FilterSettings { links: false, ..allowed };
    assert!(!catches(&off, "https://evil.example"));
}

#[test]
fn shouting_is_capitals_where_there_could_be_small_letters() {
    let shouting = FilterSettings { shouting: true, ..FilterSettings::default() };
    for caught in
        ["WHY DOES NOBODY ANSWER ME", "ПОЧЕМУ МНЕ НИКТО НЕ ОТВЕЧАЕТ", "ＷＨＹ ＤＯＥＳ ＮＯＢＯＤＹ ＡＮＳＷＥＲ"]
    {
        assert!(catches(&shouting, caught), "{caught}");
    }
    for let_in in [
        "IGF, ITU, ICANN",
        "Why Does Nobody Answer Me Here",
        "لماذا لا يجيبني أحد هنا على الإطلاق",
        "为什么没有人回答我呢为什么没有人回答我呢",
        "1234567890 1234567890 !!!!!!!!!!!!",
    ] {
        assert!(!catches(&shouting, let_in), "{let_in}");
    }
}

#[test]
fn what_one_says_again_and_what_many_say_is_caught() {
    let settings = FilterSettings { repeated: 3, floods: 4, ..FilterSettings::default() };
    let filters = settings.compile().expect("filters");
    let mark = filters.mark(&text("Join us  NOW!")).expect("a mark");
    assert_eq!(filters.mark(&text("join\u{200b} us now!")), Some(mark), "however it is written");
    assert_ne!(filters.mark(&text("join us later!")), Some(mark));
    assert_eq!(words(&["x"]).compile().expect("filters").mark(&text("x")), None, "nobody asks");
    let (ann, mut lately) = (somebody(), Lately::default());
    let caught = |lately: &Lately, by, at| filters.catch_again(mark, by, lately, at).to_string();
    for (seconds, expected) in [(0, ""), (1, ""), (2, "repeated"), (599, "repeated"), (602, "")] {
        let at = NOW.plus(Duration::from_secs(seconds));
        assert_eq!(caught(&lately, ann, at), expected, "after {seconds} s");
        if seconds < 2 {
            filters.remember(&mut lately, mark, ann, at);
        }
    }
    let mut lately = Lately::default();
    for seconds in [0, 10, 20] {
        assert_eq!(caught(&lately, ann, NOW.plus(Duration::from_secs(seconds))), "");
        filters.remember(&mut lately, mark, somebody(), NOW.plus(Duration::from_secs(seconds)));
    }
    assert_eq!(caught(&lately, ann, NOW.plus(Duration::from_secs(30))), "floods");
    assert_eq!(caught(&lately, ann, NOW.plus(Duration::from_secs(60))), "", "the first is too long ago");
}

#[test]
fn of_what_one_says_no_more_is_remembered_than_filters_ask_for() {
    for (repeated, floods, remembered) in [(4, 0, 3), (2, 5, 1), (0, 5, 1)] {
        let filters = FilterSettings { repeated, floods, ..FilterSettings::default() }.compile().expect("filters");
        let (ann, mut lately) = (somebody(), Lately::default());
        for second in 0..100 {
            let at = NOW.plus(Duration::from_secs(second));
            let moments = filters.remember(&mut lately, 1, ann, at);
            assert!(moments.len() <= remembered && moments.last() == Some(&at), "{moments:?}");
        }
    }
}

#[test]
fn what_cannot_be_used_says_where_it_stands() {
    assert_eq!(fault(&words(&["good", " "])), ("words", 2, 1));
    assert_eq!(fault(&words(&["good", "\u{200b}\u{301}"])), ("words", 2, 1));
    assert_eq!(fault(&words(&["one\ntwo"])), ("words", 1, 4));
    assert_eq!(fault(&words(&[&"x".repeat(101)])), ("words", 1, 101));
    assert_eq!(fault(&words(&["x"; 501])), ("words", 501, 1));
    for (pattern, column) in [
        ("ab(c", 3),
        ("ab)", 3),
        ("日本[z-a]", 4),
        ("x{3,1}", 2),
        ("*", 1),
        (r"a\", 2),
        (r"(a)\1", 4),
        ("(?=a)", 1),
        (r"\p{Nonsense}", 1),
        ("a*", 1),
        (r"(\w{200}){200}", 1),
        ("x.{0,500}y", 1),
        ("((a{10}){10}){10}", 1),
        ("(|a|b|c){100}d", 1),
        (&format!("{}a{}", "(".repeat(40), ")".repeat(40)), 21),
    ] {
        assert_eq!(fault(&patterns(&["good", pattern])), ("patterns", 2, column), "{pattern}");
    }
    assert_eq!(fault(&patterns(&["x"; 51])), ("patterns", 51, 1));
    assert_eq!(fault(&patterns(&["x{200}y"; 50])), ("patterns", 7, 1), "each is small enough, not all together");
    for host in ["https://example.org", "*.example.org", "exa mple.org", "example.org/x", "a_b%", "[::"] {
        assert_eq!(fault(&hosts(&["example.org", host])), ("hosts", 2, 1), "{host}");
    }
    assert_eq!(fault(&FilterSettings { repeated: 1, ..words(&[]) }), ("repeated", 1, 1));
    assert_eq!(fault(&FilterSettings { floods: 1_001, ..words(&[]) }), ("floods", 1, 1));
}

#[test]
fn letters_that_come_apart_are_words_too() {
    for word in ["\u{eb3}", "\u{e33}", "\u{fe70}\u{628}"] {
        let filters = words(&[word]).compile().expect("filters");
        assert!(!filters.catch(&text(&format!("so {word} then"))).is_empty(), "{word}");
        assert!(filters.catch(&text("nothing of the kind")).is_empty(), "{word}");
    }
    assert_eq!(fault(&words(&["\u{fe70}"])), ("words", 1, 1), "nothing is left of it to look for");
}

#[test]
fn what_caught_a_text_is_read_back() {
    let settings = FilterSettings { shouting: true, ..words(&["money"]) };
    let caught = settings.compile().expect("filters").catch(&text("FREE MONEY FOR EVERYBODY"));
    assert_eq!(caught.to_string(), "words shouting");
    assert_eq!(caught.to_string().parse(), Ok(caught));
    assert!("nonsense".parse::<Caught>().is_err());
    assert!(words(&[]).is_idle() && !settings.is_idle());
}

proptest! {
    #[test]
    fn nothing_makes_filters_panic(
        words in vec("\\PC{0,20}", 0..5),
        patterns in vec("[\\PC(){}*+?\\\\|^$.a-z\\[\\]]{0,12}", 0..3),
        hosts in vec("[\\PC.a-z:/@]{0,12}", 0..3),
        repeated in 0_u32..5,
        floods in 0_u32..5,
        texts in vec("[\\PC\\n:/.@wA-Z\u{200b}]{1,60}", 1..4),
    ) {
        let settings = FilterSettings { words, patterns, links: true, hosts, repeated, shouting: true, floods };
        let filters = settings.compile();
        for raw in texts {
            if let (Ok(filters), Ok(text)) = (&filters, Text::parse(&raw, 2_000)) {
                filters.catch(&text);
                filters.mark(&text);
            }
        }
    }

    #[test]
    fn a_word_alone_is_caught(word in "[\\p{L}]{1,20}") {
        let settings = words(&[&word]);
        if let (Ok(filters), Ok(text)) = (settings.compile(), Text::parse(&format!("so {word} then"), 2_000)) {
            prop_assert!(!filters.catch(&text).is_empty(), "{word}");
        }
    }
}

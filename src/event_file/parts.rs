//! The parts of an event file, by the names they have there. A key that none of them knows is an error.

use std::time::Duration;

use jiff::civil::DateTime;
use serde::Deserialize;
use toml::Spanned;

use super::values::{self, Body, Hashtag, Line, ListAddress, Origin, Parsed, WebAddress, Zone};
use crate::domain::{Access, Emoji, EventSettings, Pace, Slug};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) event: EventPart,
    #[serde(default)]
    pub(super) links: LinksPart,
    #[serde(default)]
    pub(super) settings: SettingsPart,
    #[serde(default)]
    pub(super) rooms: Vec<RoomPart>,
    #[serde(default)]
    pub(super) programme: Vec<SessionPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EventPart {
    pub(super) slug: Parsed<Slug>,
    pub(super) title: Parsed<Line>,
    #[serde(default)]
    pub(super) description: Body,
    pub(super) place: Option<Parsed<Line>>,
    #[serde(deserialize_with = "values::zone")]
    pub(super) time_zone: Zone,
    pub(super) starts: Option<Spanned<Parsed<DateTime>>>,
    pub(super) ends: Option<Spanned<Parsed<DateTime>>>,
    pub(super) default_room: Option<Spanned<Parsed<Slug>>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct LinksPart {
    pub(super) site: Option<Parsed<WebAddress>>,
    pub(super) mailing_list: Option<Parsed<ListAddress>>,
    pub(super) hashtag: Option<Parsed<Hashtag>>,
    pub(super) hashtag_url: Option<Parsed<WebAddress>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsPart {
    pub(super) access: Option<AccessPart>,
    pub(super) pace: Option<PacePart>,
    #[serde(default, deserialize_with = "values::text_limit")]
    pub(super) text_limit: Option<usize>,
    #[serde(default, deserialize_with = "values::edit_window")]
    pub(super) edit_window: Option<Duration>,
    #[serde(default, deserialize_with = "values::restore_window")]
    pub(super) restore_window: Option<Duration>,
    #[serde(default)]
    pub(super) name_moderators: bool,
    #[serde(default, deserialize_with = "values::network_bans")]
    pub(super) network_bans: Option<Duration>,
    #[serde(default, deserialize_with = "values::reactions")]
    pub(super) reactions: Option<Vec<Emoji>>,
    #[serde(default)]
    pub(super) embed_on: Vec<Parsed<Origin>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AccessPart {
    Public,
    Invited,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PacePart {
    #[serde(deserialize_with = "values::burst")]
    pub(super) burst: u32,
    pub(super) interval: Parsed<humantime::Duration>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoomPart {
    pub(super) slug: Spanned<Parsed<Slug>>,
    pub(super) title: Parsed<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionPart {
    pub(super) slug: Option<Spanned<Parsed<Slug>>>,
    pub(super) title: Parsed<Line>,
    pub(super) description: Option<Body>,
    pub(super) facilitator: Option<Parsed<Line>>,
    pub(super) room: Option<Spanned<Parsed<Slug>>>,
    pub(super) starts: Option<Spanned<Parsed<DateTime>>>,
    pub(super) ends: Option<Spanned<Parsed<DateTime>>>,
}

impl SettingsPart {
    pub(super) fn into_settings(self) -> EventSettings {
        let default = EventSettings::default();
        EventSettings {
            access: match self.access {
                Some(AccessPart::Invited) => Access::Invited,
                Some(AccessPart::Public) | None => Access::Public,
            },
            pace: self.pace.map_or(default.pace, |pace| Pace { burst: pace.burst, interval: *pace.interval.0 }),
            text_limit: self.text_limit.unwrap_or(default.text_limit),
            edit_window: self.edit_window.unwrap_or(default.edit_window),
            restore_window: self.restore_window.unwrap_or(default.restore_window),
            name_moderators: self.name_moderators,
            network_bans: self.network_bans.unwrap_or(default.network_bans),
            reactions: self.reactions.unwrap_or(default.reactions),
            embed_on: self.embed_on.into_iter().map(|origin| origin.0.0).collect(),
        }
    }
}

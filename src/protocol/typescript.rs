//! The wire's types as TypeScript, for the web client's type check.

use std::fmt::Write;

use ts_rs::{Config, TS};

use super::{
    Ack, Act, Acted, ActedFrame, ActsFrame, ActsPage, Ask, ClientFrame, Complaint, ErrorCode, ErrorFrame, EventInfo,
    EventLinks, FilterName, FilterPlace, FiltersBody, FiltersSet, FiltersTrial, Held, HeldList, HistoryPage, Invite,
    InviteMade, Invites, Joined, Judged, KeptText, Kind, Limits, LiveMessage, Me, Message, Note, Notes, Notice,
    NoticeFrame, Online, PeoplePage, Person, PersonPage, Posted, Problem, Profile, Programme, Reaction, Remark,
    RemarksPage, Removed, Reported, ReportedList, Resume, Room, RoomFrame, RoomLink, RoomNow, RoomState, SearchPage,
    ServerFrame, SessionBegun, SessionByHand, SessionInfo, SessionsPage, Somebody, Standing, StateSet, SwitchBody,
    ThenBody, Tombstone, TriedMessage, Watch, Watches, Welcome,
};

/// The whole of `web/types/wire.d.ts`.
pub fn declarations() -> String {
    let config = Config::new();
    let mut file = String::from(
        "// Generated from src/protocol by the test `wire_types_are_fresh`; do not edit.\n\
         // `UPDATE=1 cargo test wire_types` writes it anew.\n",
    );
    macro_rules! declare {
        ($($type:ty),* $(,)?) => {$(
            let _ = write!(file, "\nexport {}\n", <$type>::decl(&config));
        )*};
    }
    declare!(
        Person,
        Reaction,
        LiveMessage,
        Tombstone,
        Message,
        SessionByHand,
        RoomState,
        Room,
        RoomNow,
        Limits,
        Welcome,
        RoomFrame,
        Ack,
        ActedFrame,
        ErrorCode,
        ErrorFrame,
        Online,
        Kind,
        Notice,
        NoticeFrame,
        Resume,
        ThenBody,
        SwitchBody,
        FiltersBody,
        Ask,
        ClientFrame,
        EventInfo,
        EventLinks,
        RoomLink,
        SessionInfo,
        Programme,
        HistoryPage,
        SearchPage,
        Invite,
        Invites,
        InviteMade,
        Joined,
        Me,
        Posted,
        Removed,
        StateSet,
        SessionBegun,
        SessionsPage,
        FilterPlace,
        Problem,
        Somebody,
        Act,
        ActsPage,
        Standing,
        Acted,
        FilterName,
        Held,
        HeldList,
        Complaint,
        Reported,
        ReportedList,
        Judged,
        FiltersSet,
        TriedMessage,
        FiltersTrial,
        ActsFrame,
        Profile,
        PeoplePage,
        PersonPage,
        Note,
        Notes,
        Remark,
        RemarksPage,
        KeptText,
        Watch,
        Watches,
    );
    // The `message` frame is encoded by hand, so that it is encoded once; its type joins the others here.
    let frames = <ServerFrame<'_>>::inline(&config);
    let _ = write!(file, "\nexport type MessageFrame = {{ \"type\": \"message\", message: Message }};\n");
    let _ = write!(file, "\nexport type ServerFrame = MessageFrame | {frames};\n");
    file
}

//! One list of cases, run on each database.

/// Makes a module with a test of every case on one database.
macro_rules! cases {
    ($module:ident on $database:ident: $($file:ident: $($case:ident)+;)+) => {
        mod $module {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    super::$file::$case(&crate::support::databases::TestDatabase::$database().await).await;
                }
            )+)+
        }
    };
}

/// Makes two tests of every case: `sqlite::CASE` and `postgres::CASE` of the module that lists it.
macro_rules! on_each_database {
    ($($list:tt)+) => {
        crate::support::cases::cases! { sqlite on sqlite: $($list)+ }
        crate::support::cases::cases! { postgres on postgres: $($list)+ }
    };
}

/// Makes a test on SQLite, `wire::CASE`, of every case that has nothing to do with how things are stored.
macro_rules! on_any_database {
    ($($list:tt)+) => {
        crate::support::cases::cases! { wire on sqlite: $($list)+ }
    };
}

pub(crate) use {cases, on_any_database, on_each_database};

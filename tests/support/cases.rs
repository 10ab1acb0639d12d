//! One list of cases, run on each database.

/// Makes two tests of every case: `sqlite::CASE` and `postgres::CASE` of the module that lists it.
macro_rules! on_each_database {
    ($($file:ident: $($case:ident)+;)+) => {
        mod sqlite {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    super::$file::$case(&crate::support::databases::TestDatabase::sqlite().await).await;
                }
            )+)+
        }
        mod postgres {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    super::$file::$case(&crate::support::databases::TestDatabase::postgres().await).await;
                }
            )+)+
        }
    };
}

/// Makes a test on SQLite of every case that has nothing to do with how things are stored.
macro_rules! on_any_database {
    ($($file:ident: $($case:ident)+;)+) => {
        mod wire {
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    super::$file::$case(&crate::support::databases::TestDatabase::sqlite().await).await;
                }
            )+)+
        }
    };
}

pub(crate) use {on_any_database, on_each_database};

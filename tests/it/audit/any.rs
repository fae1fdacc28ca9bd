//! Whatever stands in a profile: the audit holds its promises.

use cordial::{
    config::checklist::load,
    domain::checklist::{Checklist, Field, Subject, Terms, audit, read},
    domain::records::Position,
};
use proptest::prelude::*;

use super::fixtures::{Fixture, complete, today};

thread_local! {
    static LIST: Checklist = load(None).unwrap();
}

/// A complete profile with any texts in it.
fn any_profile() -> impl Strategy<Value = Fixture> {
    let text = any::<String>();
    let positions = prop::collection::vec(
        (text, any::<String>(), any::<String>(), any::<bool>()),
        0..4,
    );
    let skills = prop::collection::vec(any::<String>(), 0..20);
    (any::<[String; 4]>(), positions, skills, 0_usize..2000).prop_map(
        |([headline, about, place, slug], positions, skills, connections)| {
            let mut fixture = complete();
            let profile = &mut fixture.profile;
            profile.headline = headline.into();
            profile.summary = about.into();
            profile.location = place.into();
            profile.skills = skills.into_iter().map(Into::into).collect();
            profile.positions = positions
                .into_iter()
                .map(|(title, company, description, current)| Position {
                    title: title.into(),
                    company: company.into(),
                    description: description.into(),
                    current,
                    ..Position::default()
                })
                .collect();
            fixture.slug = Some(slug);
            fixture.connections = connections;
            fixture
        },
    )
}

proptest! {
    #[test]
    fn no_item_earns_more_than_its_weight_and_every_match_stands_in_its_text(
        fixture in any_profile()
    ) {
        LIST.with(|list| {
            let audit = fixture.audit(list);
            for item in &audit.items {
                prop_assert!(item.points.0 <= item.weight * 100);
                prop_assert!(item.state.counts() || item.points.0 == 0);
            }
            prop_assert!(audit.got <= audit.answerable && audit.answerable <= audit.possible);
            prop_assert!(audit.possible.0 <= 10_000);
            let terms = Terms::of(list, &fixture.subject());
            for (field, _) in Field::ALL {
                let text = &fixture.profile.summary;
                let reading = read(list, &terms, field, text);
                let hints = reading.hints.iter().flat_map(|hint| &hint.matched);
                for found in reading.terms.iter().chain(hints) {
                    prop_assert_eq!(text.get(found.start..found.end), Some(&*found.words));
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn more_connections_never_lower_the_score(few in 0_usize..1000, more in 0_usize..1000) {
        LIST.with(|list| {
            let fixture = complete();
            let points = |connections| {
                let subject = Subject { connections, ..fixture.subject() };
                audit(list, &subject, today()).got
            };
            prop_assert!(points(few) <= points(few + more));
            Ok(())
        })?;
    }
}

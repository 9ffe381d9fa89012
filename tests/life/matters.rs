//! What `due` and the calendar have to say on a day, by the oracle.

use chrono::NaiveDate;

use crate::day::{Day, Put, duties as duties_of, or_dash};
use crate::facts::Timing;
use crate::oracle::{certain_end, days_to, decision_deadline, entered_on, is_party, state};
use crate::owners::{duty_date, last_day, next_time};
use crate::told::listed;

pub(crate) fn due(day: Day<'_>, put: &mut Put<'_>) {
    let (known, on) = (day.known, day.on);
    let [
        mut decisions,
        mut openings,
        mut signatures,
        mut successions,
        mut duties,
    ] = [const { Vec::new() }; 5];
    for agreement in known.values().filter(|one| day.is_current(one)) {
        let id = agreement.id;
        let line = |who: &str, deadline: String, last: NaiveDate| {
            format!("{id} {who} by {deadline}, {} days", days_to(last, on))
        };
        let on_day = |who: &str, deadline: NaiveDate| line(who, deadline.to_string(), deadline);
        let is_draft = day.status(agreement) == "draft";
        let is_in_force = day.status(agreement) == "in-force";
        let deadline = decision_deadline(known, agreement, on).filter(|_| is_in_force);
        decisions.extend(deadline.map(|deadline| on_day("-", deadline)));
        openings.extend(is_draft.then(|| on_day("-", agreement.starts.first())));
        for one in &agreement.signatories {
            let who = one.organisation;
            if !is_draft && state(one, on) == Some("pending") && !day.has_ceased(who) {
                signatures.push(on_day(who, one.joined.unwrap_or(agreement.starts).first()));
            }
            if let Some(ceased) = day.ceased.get(who).filter(|_| is_party(one, on)) {
                let end = certain_end(known, agreement, on);
                if end.is_none_or(|end| ceased.last() < end.last()) {
                    successions.push(line(who, ceased.to_string(), ceased.last()));
                }
            }
        }
        for place in duties_of(&[agreement]).into_iter().filter(|_| is_in_force) {
            let duty = &place.group.duties[place.number - 1];
            let next = next_time(known, agreement, (place.group, duty), on);
            duties.extend(next.map(|next| {
                let line = line(day.only_owner(&place), next.to_string(), next.last());
                format!("{line} {}/{}", place.group.id, place.number)
            }));
        }
    }
    put("due", "decisions", listed(decisions));
    put("due", "openings", listed(openings));
    put("due", "signatures", listed(signatures));
    put("due", "successions", listed(successions));
    put("due", "duties", listed(duties));
}

pub(crate) fn calendar(day: Day<'_>, put: &mut Put<'_>) {
    let (known, on) = (day.known, day.on);
    let [mut ends, mut decisions, mut duties] = [const { Vec::new() }; 3];
    for agreement in known.values() {
        let (id, status) = (agreement.id, day.status(agreement));
        if !matches!(status, "in-force" | "upcoming") {
            continue;
        }
        let enters = entered_on(agreement);
        let end =
            certain_end(known, agreement, on).filter(|end| enters.is_some_and(|enters| enters <= end.last()));
        ends.extend(end.map(|end| format!("{id} {end}")));
        let deadline = decision_deadline(known, agreement, on)
            .filter(|_| agreement.notice.is_some() || agreement.continues.is_some());
        decisions.extend(deadline.map(|deadline| format!("{id} {deadline}")));
        for place in duties_of(&[agreement])
            .into_iter()
            .filter(|_| status == "in-force")
        {
            let (group, number) = (place.group, place.number);
            let duty = &group.duties[number - 1];
            let every = match duty.timing {
                Timing::Every(months) => Some(months),
                Timing::Always | Timing::Due(_) => None,
            };
            let until = last_day(known, agreement, group, on).filter(|_| every.is_some());
            let (who, every, until) = (day.only_owner(&place), or_dash(every), or_dash(until));
            let date = duty_date(known, agreement, (group, duty), on);
            duties.extend(date.map(|date| {
                format!(
                    "{id} {date} {}/{number} {who} every {every} until {until}",
                    group.id
                )
            }));
        }
    }
    put("calendar", "ends", listed(ends));
    put("calendar", "decisions", listed(decisions));
    put("calendar", "duties", listed(duties));
}

//! Circles among things that lead on to others: agreements that supersede each other or are parts of each
//! other, organisations that succeed each other.

/// So many members of circles are shown in all; of later circles only the first and the last.
const MOST_MEMBERS: usize = 1_000_000;

/// How far a walk has come with one of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Unseen,
    OnPath,
    Done,
}

/// The circles of things of which each leads on to those with the numbers in its list; a circle begins with
/// its lowest number. A walk without recursion, since a chain may be as long as the registry.
pub(super) fn find_cycles<L: AsRef<[usize]>>(next: &[L]) -> Vec<Vec<usize>> {
    let mut marks = vec![Mark::Unseen; next.len()];
    let mut cycles = Cycles::default();
    for start in 0..marks.len() {
        if marks[start] == Mark::Unseen {
            walk_from(start, next, &mut marks, &mut cycles);
        }
    }
    cycles.all
}

#[derive(Default)]
struct Cycles {
    all: Vec<Vec<usize>>,
    n_members: usize,
}

impl Cycles {
    /// Adds the circle that is closed when the last of a path leads on to one of its members.
    fn close(&mut self, mut path: impl DoubleEndedIterator<Item = usize> + Clone, to: usize) {
        let members = if self.n_members < MOST_MEMBERS {
            path.skip_while(|number| *number != to).collect()
        } else {
            let last = path.next_back().filter(|last| *last != to);
            std::iter::once(to).chain(last).collect()
        };
        let cycle = from_first(members);
        self.n_members += cycle.len();
        self.all.push(cycle);
    }
}

fn walk_from<L: AsRef<[usize]>>(start: usize, next: &[L], marks: &mut [Mark], cycles: &mut Cycles) {
    let ahead = |number: usize| next[number].as_ref().iter();
    let mut path = vec![(start, ahead(start))];
    marks[start] = Mark::OnPath;
    while let Some((number, rest)) = path.last_mut() {
        let Some(&next) = rest.next() else {
            marks[*number] = Mark::Done;
            path.pop();
            continue;
        };
        match marks[next] {
            Mark::Done => {}
            Mark::Unseen => {
                marks[next] = Mark::OnPath;
                path.push((next, ahead(next)));
            }
            Mark::OnPath => cycles.close(path.iter().map(|(number, _)| *number), next),
        }
    }
}

fn from_first(mut cycle: Vec<usize>) -> Vec<usize> {
    let first = (0..cycle.len()).min_by_key(|at| cycle[*at]).unwrap_or(0);
    cycle.rotate_left(first);
    cycle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_circle_is_found_once() {
        assert_eq!(find_cycles(&[vec![1], vec![2], vec![0]]), [vec![0, 1, 2]]);
        assert_eq!(
            find_cycles(&[vec![1, 2], vec![2], vec![]]),
            Vec::<Vec<usize>>::new()
        );
        assert_eq!(find_cycles(&[vec![0, 1], vec![0]]), [vec![0], vec![0, 1]]);
    }

    #[test]
    fn a_long_chain_is_walked_without_recursion() {
        let chain: Vec<Vec<usize>> = (0..3_000).map(|n| vec![(n + 1) % 3_000]).collect();
        let cycles = find_cycles(&chain);
        assert_eq!((cycles.len(), cycles[0].len()), (1, 3_000));
    }
}

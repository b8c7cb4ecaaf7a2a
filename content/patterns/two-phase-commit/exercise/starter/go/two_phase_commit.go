// {{contract}}

package twophasecommit

// TwoPhaseCommitCoordinatorOptions says how a coordinator is made. A number that is zero takes its default.
type TwoPhaseCommitCoordinatorOptions struct {
	CommitRounds int
	RetryMs      int64
	Prepare      func(participant, txn string) (string, error)
	Commit       func(participant, txn string) error
	Abort        func(participant, txn string) error
	Record       func(txn, entry string) error
	Sleep        func(ms int64)
}

type TwoPhaseCommitCoordinator struct {
	options TwoPhaseCommitCoordinatorOptions
}

func NewTwoPhaseCommitCoordinator(options TwoPhaseCommitCoordinatorOptions) *TwoPhaseCommitCoordinator {
	// TODO: give the numbers their defaults.
	return &TwoPhaseCommitCoordinator{options: options}
}

// Run asks, decides, writes and tells; it returns "committed", "committing" or "aborted".
func (c *TwoPhaseCommitCoordinator) Run(txn string, participants []string) (string, error) {
	panic("Run is yours to write")
}

// Recover finds the decision in the log, and brings it to its end.
func (c *TwoPhaseCommitCoordinator) Recover(txn string, log []string) (string, error) {
	panic("Recover is yours to write")
}

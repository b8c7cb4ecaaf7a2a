// Package twophasecommit holds the coordinator of two-phase commit with presumed abort and read-only votes.
package twophasecommit

import (
	"strings"
	"time"
)

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

// TwoPhaseCommitCoordinator keeps nothing from call to call: several goroutines may run transactions at once.
type TwoPhaseCommitCoordinator struct {
	commitRounds int
	retryMs      int64
	prepare      func(participant, txn string) (string, error)
	commit       func(participant, txn string) error
	abort        func(participant, txn string) error
	record       func(txn, entry string) error
	sleep        func(ms int64)
}

// NewTwoPhaseCommitCoordinator returns a coordinator that calls the functions of the options.
func NewTwoPhaseCommitCoordinator(options TwoPhaseCommitCoordinatorOptions) *TwoPhaseCommitCoordinator {
	if options.CommitRounds == 0 {
		options.CommitRounds = 5
	}
	if options.RetryMs == 0 {
		options.RetryMs = 100
	}
	if options.Sleep == nil {
		options.Sleep = func(ms int64) { time.Sleep(time.Duration(ms) * time.Millisecond) }
	}
	return &TwoPhaseCommitCoordinator{
		commitRounds: options.CommitRounds,
		retryMs:      options.RetryMs,
		prepare:      options.Prepare,
		commit:       options.Commit,
		abort:        options.Abort,
		record:       options.Record,
		sleep:        options.Sleep,
	}
}

// Run runs the protocol for a new transaction: committed, committing or aborted.
func (c *TwoPhaseCommitCoordinator) Run(txn string, participants []string) (string, error) {
	var waiting []string
	for _, participant := range participants {
		vote, err := c.prepare(participant, txn)
		if err != nil || vote == "yes" {
			waiting = append(waiting, participant)
		}
		if err != nil || vote == "no" {
			return c.tellAbort(txn, waiting), nil
		}
	}
	if len(waiting) == 0 {
		return "committed", nil
	}
	if err := c.record(txn, "commit "+strings.Join(waiting, " ")); err != nil {
		return "", err
	}
	return c.tellCommit(txn, waiting), nil
}

// Recover brings a transaction to its end from what was recorded of it.
func (c *TwoPhaseCommitCoordinator) Recover(txn string, log []string) (string, error) {
	var participants []string
	decided, ended := false, false
	for _, entry := range log {
		words := strings.Split(entry, " ")
		if words[0] == "commit" {
			decided, participants = true, words[1:]
		}
		ended = ended || entry == "end"
	}
	if !decided {
		return "aborted", nil
	}
	if ended {
		return "committed", nil
	}
	return c.tellCommit(txn, participants), nil
}

// tellAbort tells each once. Whoever does not hear it asks, and an abort is presumed.
func (c *TwoPhaseCommitCoordinator) tellAbort(txn string, waiting []string) string {
	for _, participant := range waiting {
		_ = c.abort(participant, txn)
	}
	return "aborted"
}

// tellCommit may fail to reach somebody. The decision is on disk, and stands.
func (c *TwoPhaseCommitCoordinator) tellCommit(txn string, waiting []string) string {
	for round := 0; round < c.commitRounds; round++ {
		if round > 0 {
			c.sleep(c.retryMs)
		}
		var silent []string
		for _, participant := range waiting {
			if err := c.commit(participant, txn); err != nil {
				silent = append(silent, participant)
			}
		}
		waiting = silent
		if len(waiting) == 0 {
			// Without the entry a recovery only tells everybody once more.
			_ = c.record(txn, "end")
			return "committed"
		}
	}
	return "committing"
}

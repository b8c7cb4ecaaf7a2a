// {{contract}}

package wal

import "errors"

var ErrLogFailed = errors.New("the log has failed")

var ErrNotDurable = errors.New("not durable")

var ErrMissingRecords = errors.New("records are missing")

// WriteAheadLogOptions is the file that a log stands on.
type WriteAheadLogOptions struct {
	Hash     func(text string) uint32
	Write    func(text string) error
	Sync     func() error
	Truncate func(length int) error
	Discard  func(length int) error
}

type WriteAheadLog struct {
	options WriteAheadLogOptions
}

func NewWriteAheadLog(options WriteAheadLogOptions) *WriteAheadLog {
	return &WriteAheadLog{options: options}
}

// Append lets a data record wait, and returns its LSN.
func (l *WriteAheadLog) Append(payload string) (int, error) {
	panic("Append is yours to write")
}

// Commit lets a commit record wait, and returns its LSN.
func (l *WriteAheadLog) Commit() (int, error) {
	panic("Commit is yours to write")
}

// Flush writes all that waits, syncs, and returns how far the log is durable.
func (l *WriteAheadLog) Flush() (int, error) {
	panic("Flush is yours to write")
}

// Durable returns how far the log is durable.
func (l *WriteAheadLog) Durable() int {
	panic("Durable is yours to write")
}

// Checkpoint discards the transactions at the front that the data files hold.
func (l *WriteAheadLog) Checkpoint(lsn int) error {
	panic("Checkpoint is yours to write")
}

// Recover reads what is good, cuts off the rest, and returns the payloads that the data files lack.
func (l *WriteAheadLog) Recover(contents string, checkpoint int) ([]string, error) {
	panic("Recover is yours to write")
}

// Package wal holds a write-ahead log: group commit, one failure and no more, and recovery up to the last whole
// transaction.
package wal

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// ErrLogFailed says that the log has failed and takes nothing until it has recovered.
var ErrLogFailed = errors.New("write-ahead-log: the log has failed")

// ErrNotDurable says that the data files are ahead of the log.
var ErrNotDurable = errors.New("write-ahead-log: not durable")

// ErrMissingRecords says that records between the checkpoint and the start of the log are missing.
var ErrMissingRecords = errors.New("write-ahead-log: records are missing")

// WriteAheadLogOptions is the file that a log stands on.
type WriteAheadLogOptions struct {
	Hash     func(text string) uint32
	Write    func(text string) error
	Sync     func() error
	Truncate func(length int) error
	Discard  func(length int) error
}

const (
	data   = "D"
	commit = "C"
)

type record struct {
	lsn     int
	kind    string
	payload string
	// As it stands in the file.
	text string
}

// A mark says where the commit record of this LSN ends in the file.
type mark struct {
	lsn, end int
}

// WriteAheadLog is safe for use by several goroutines at once. Records may be added while a flush is under way:
// they wait for the next one.
type WriteAheadLog struct {
	hash     func(text string) uint32
	write    func(text string) error
	sync     func() error
	truncate func(length int) error
	discard  func(length int) error
	// Held for the time of an operation on the file, and taken before mu, which is for what is in memory.
	file    sync.Mutex
	mu      sync.Mutex
	durable int
	last    int
	waiting []record
	commits []mark
	length  int
	failed  bool
}

// NewWriteAheadLog returns a log on an empty file.
func NewWriteAheadLog(options WriteAheadLogOptions) *WriteAheadLog {
	return &WriteAheadLog{
		hash:     options.Hash,
		write:    options.Write,
		sync:     options.Sync,
		truncate: options.Truncate,
		discard:  options.Discard,
	}
}

// Append lets a data record wait, and returns its LSN.
func (l *WriteAheadLog) Append(payload string) (int, error) {
	return l.add(data, payload)
}

// Commit lets a commit record wait, and returns its LSN.
func (l *WriteAheadLog) Commit() (int, error) {
	return l.add(commit, "")
}

// Flush makes all waiting records durable, and returns how far the log is durable.
func (l *WriteAheadLog) Flush() (int, error) {
	l.file.Lock()
	defer l.file.Unlock()
	records, err := l.take()
	if err != nil || len(records) == 0 {
		return l.durable, err
	}
	var text strings.Builder
	for _, one := range records {
		text.WriteString(one.text)
	}
	if err := l.write(text.String()); err != nil {
		return l.failure(err)
	}
	if err := l.sync(); err != nil {
		return l.failure(err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, one := range records {
		l.length += len(one.text)
		if one.kind == commit {
			l.commits = append(l.commits, mark{one.lsn, l.length})
		}
		l.durable = one.lsn
	}
	return l.durable, nil
}

// Durable returns how far the log is durable.
func (l *WriteAheadLog) Durable() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.durable
}

// Checkpoint discards the transactions at the front that the data files hold.
func (l *WriteAheadLog) Checkpoint(lsn int) error {
	l.file.Lock()
	defer l.file.Unlock()
	if l.failed {
		return ErrLogFailed
	}
	if lsn > l.durable {
		return fmt.Errorf("%w: %d, but up to %d", ErrNotDurable, lsn, l.durable)
	}
	held, end := 0, 0
	for held < len(l.commits) && l.commits[held].lsn <= lsn {
		end = l.commits[held].end
		held++
	}
	if held == 0 {
		return nil
	}
	if err := l.discard(end); err != nil {
		return err
	}
	rest := make([]mark, 0, len(l.commits)-held)
	for _, one := range l.commits[held:] {
		rest = append(rest, mark{one.lsn, one.end - end})
	}
	l.commits = rest
	l.length -= end
	return nil
}

// Recover starts again with what is in the file, and returns the payloads that the data files lack.
func (l *WriteAheadLog) Recover(contents string, checkpoint int) ([]string, error) {
	l.file.Lock()
	defer l.file.Unlock()
	l.fail()
	records := l.read(contents)
	if len(records) > 0 && records[0].lsn > checkpoint+1 {
		return nil, fmt.Errorf("%w: from %d to %d", ErrMissingRecords, checkpoint+1, records[0].lsn-1)
	}
	commits := commitsOf(records)
	last, length := lastOf(commits)
	if last < checkpoint {
		// A record after the checkpoint would leave a gap behind these.
		commits, last, length = nil, 0, 0
	}
	if length < len(contents) {
		if err := l.truncate(length); err != nil {
			return nil, err
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.durable = max(last, checkpoint)
	l.last, l.waiting = l.durable, nil
	l.commits, l.length = commits, length
	l.failed = false
	return payloadsOf(records, checkpoint), nil
}

func (l *WriteAheadLog) add(kind, payload string) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed {
		return 0, ErrLogFailed
	}
	l.last++
	l.waiting = append(l.waiting, l.record(l.last, kind, payload))
	return l.last, nil
}

// take returns what waits, which then waits no more.
func (l *WriteAheadLog) take() ([]record, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed {
		return nil, ErrLogFailed
	}
	records := l.waiting
	l.waiting = nil
	return records, nil
}

func (l *WriteAheadLog) failure(err error) (int, error) {
	l.fail()
	return 0, err
}

func (l *WriteAheadLog) fail() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.failed = true
}

func (l *WriteAheadLog) record(lsn int, kind, payload string) record {
	text := fmt.Sprintf("%d:%s:%d:%s", lsn, kind, len(payload), payload)
	return record{lsn, kind, payload, fmt.Sprintf("%s:%d\n", text, l.hash(text))}
}

// read returns the good records, from the front up to the first that is not.
func (l *WriteAheadLog) read(contents string) []record {
	records := []record{}
	for {
		one, ok := l.first(contents)
		if !ok || len(records) > 0 && one.lsn != records[len(records)-1].lsn+1 {
			return records
		}
		records = append(records, one)
		contents = contents[len(one.text):]
	}
}

// first reads the record at the front; false when it is not good.
func (l *WriteAheadLog) first(contents string) (record, bool) {
	fields := strings.SplitN(contents, ":", 4)
	if len(fields) < 4 {
		return record{}, false
	}
	lsn, noLsn := strconv.Atoi(fields[0])
	length, noLength := strconv.Atoi(fields[2])
	isKind := fields[1] == data || fields[1] == commit
	if noLsn != nil || noLength != nil || !isKind || length < 0 || length > len(fields[3]) {
		return record{}, false
	}
	one := l.record(lsn, fields[1], fields[3][:length])
	return one, strings.HasPrefix(contents, one.text)
}

func commitsOf(records []record) []mark {
	var commits []mark
	end := 0
	for _, one := range records {
		end += len(one.text)
		if one.kind == commit {
			commits = append(commits, mark{one.lsn, end})
		}
	}
	return commits
}

func lastOf(commits []mark) (int, int) {
	if len(commits) == 0 {
		return 0, 0
	}
	last := commits[len(commits)-1]
	return last.lsn, last.end
}

// payloadsOf returns those of the transactions that the data files lack.
func payloadsOf(records []record, checkpoint int) []string {
	payloads, transaction := []string{}, []string{}
	for _, one := range records {
		if one.kind == data {
			transaction = append(transaction, one.payload)
			continue
		}
		if one.lsn > checkpoint {
			payloads = append(payloads, transaction...)
		}
		transaction = nil
	}
	return payloads
}

func max(a, b int) int {
	if a > b {
		return a
	}
	return b
}

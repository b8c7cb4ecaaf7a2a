package driver

import (
	"log"
	"os"
	"strings"
	"sync"
	"time"
)

const (
	keptText   = 4000
	patience   = 2 * time.Second
	terminator = "\x00compendium\x00"
)

// What the learner's program prints: passed on while it is loaded, dropped in a batch, collected in a
// trace. What it writes past os.Stdout and os.Stderr, and what the runtime says when it ends the program,
// goes to the real stderr in a trace.
type printed struct {
	stdout, stderr int
	errors         *os.File
	pipe           *os.File

	lock sync.Mutex
	text strings.Builder
	ends chan struct{}
}

// Whatever a logger was told of stderr, it shall write to what stands for stderr now.
type currentErrors struct{}

func (currentErrors) Write(text []byte) (int, error) {
	return os.Stderr.Write(text)
}

func openPrinted() *printed {
	p := &printed{errors: os.Stderr, stdout: hidden(1), stderr: hidden(2), ends: make(chan struct{}, 1)}
	if log.Writer() == os.Stderr {
		log.SetOutput(currentErrors{})
	}
	return p
}

func (p *printed) drop() {
	os.Stderr = p.errors
	if sink, err := os.OpenFile(os.DevNull, os.O_RDWR, 0); err == nil {
		duplicate(int(sink.Fd()), 1)
		duplicate(int(sink.Fd()), 2)
		sink.Close()
	}
}

func (p *printed) collect() {
	if p.pipe == nil && !p.open() {
		return
	}
	duplicate(int(p.pipe.Fd()), 1)
	duplicate(p.stderr, 2)
	os.Stderr = p.pipe
}

func (p *printed) open() bool {
	reader, writer, err := os.Pipe()
	if err != nil {
		return false
	}
	// Fd makes it block: a program that floods us waits, as it would for a terminal.
	writer.Fd()
	p.pipe = writer
	go p.read(reader)
	return true
}

func (p *printed) read(reader *os.File) {
	buffer := make([]byte, 1<<16)
	rest := ""
	for {
		length, err := reader.Read(buffer)
		if err != nil {
			return
		}
		rest += string(buffer[:length])
		for {
			before, after, isEnd := strings.Cut(rest, terminator)
			if !isEnd {
				break
			}
			p.keep(before)
			rest = after
			p.ends <- struct{}{}
		}
		// All but what may be the beginning of a terminator.
		if whole := len(rest) - len(terminator); whole > 0 {
			p.keep(rest[:whole])
			rest = rest[whole:]
		}
	}
}

func (p *printed) keep(text string) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.text.Len() < keptText {
		p.text.WriteString(text)
	}
}

// take gives what was printed since the last time.
func (p *printed) take() string {
	if p.pipe == nil {
		return ""
	}
	if _, err := p.pipe.WriteString(terminator); err == nil {
		select {
		case <-p.ends:
		case <-time.After(patience):
		}
	}
	p.lock.Lock()
	defer p.lock.Unlock()
	text := p.text.String()
	p.text.Reset()
	if len(text) > keptText {
		text = text[:keptText]
	}
	return text
}

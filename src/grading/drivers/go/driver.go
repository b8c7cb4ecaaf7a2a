package driver

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
)

const (
	// fileName is what the learner's own file is called when it is compiled.
	fileName = "compendium_learner.go"
	// An endless recursion shall end by its own name before it fills the memory.
	mostStack = 64 << 20
	gcPercent = 400
)

var (
	replies  *channel
	contract *wireContract
)

type firstRequest struct {
	Contract *wireContract
	Limits   map[string]int64
}

type readyMessage struct {
	Type string `json:"type"`
}

type atMessage struct {
	Type         string `json:"type"`
	Index        int    `json:"index"`
	Op           int    `json:"op"`
	Observations []any  `json:"observations"`
}

type resultMessage struct {
	Type         string   `json:"type"`
	Index        int      `json:"index"`
	Observations *[]any   `json:"observations,omitempty"`
	Broken       *broken  `json:"broken,omitempty"`
	Printed      []string `json:"printed,omitempty"`
}

type broken struct {
	Text string `json:"text"`
	Line *int   `json:"line"`
}

// The learner's package is initialized after this one: from its first line on, limits hold and nothing
// of ours is in its way.
func init() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: driver NONCE FILE")
		os.Exit(70)
	}
	replies = openChannel(os.Args[1])
	os.Args = os.Args[2:]
	var first firstRequest
	if replies.receive(&first) != nil {
		os.Exit(0)
	}
	contract = first.Contract
	limitResources(first.Limits)
	adoptOrphans()
	debug.SetMaxStack(mostStack)
	debug.SetGCPercent(gcPercent)
	// One goroutine at a time: whatever the seed, the same things happen in the same order.
	runtime.GOMAXPROCS(1)
	go watch.run()
}

// Main serves until nobody asks any more.
func Main() {
	serve(openPrinted())
	os.Exit(0)
}

func serve(output *printed) {
	fresh := takeSnapshot(parts.Globals)
	found, wrong := checkShape(contract)
	if wrong != nil {
		replies.send(wrong)
		return
	}
	replies.send(readyMessage{"ready"})
	workers := &crew{}
	for {
		var asked request
		if replies.receive(&asked) != nil {
			return
		}
		if asked.Trace {
			output.collect()
		} else {
			output.drop()
		}
		for index := range asked.Sequences {
			fresh.restore()
			one := newRun(found, &asked.Sequences[index], workers)
			replies.send(runOne(one, index, asked.Trace, output))
			if one.stuck {
				return
			}
		}
	}
}

func runOne(one *run, index int, trace bool, output *printed) *resultMessage {
	reply := &resultMessage{Type: "result", Index: index}
	if found := one.prepare(); found != nil {
		return unprepared(reply, found)
	}
	if !trace {
		seen := one.perform(nil)
		reply.Observations = &seen
		return reply
	}
	seen := one.perform(func(number int, seen []any) {
		if number > 0 {
			reply.Printed = append(reply.Printed, output.take())
		}
		replies.send(&atMessage{"at", index, number, seen})
	})
	reply.Observations = &seen
	reply.Printed = append(reply.Printed, output.take())
	return reply
}

// unprepared tells that no instance could be made, or that making one did not end.
func unprepared(reply *resultMessage, found *odd) *resultMessage {
	if found.Ended == "stuck" {
		reply.Observations = &[]any{found}
		return reply
	}
	reply.Broken = &broken{Text: found.Text}
	if found.Line > 0 {
		reply.Broken.Line = &found.Line
	}
	return reply
}

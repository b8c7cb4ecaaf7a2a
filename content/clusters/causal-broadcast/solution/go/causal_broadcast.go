// Causal broadcast by vector clocks (Birman, Schiper and Stephenson 1991), with gossip for what gets lost.
package main

import (
	"encoding/json"
	"fmt"
	"time"
)

const gossipPeriod = 150 * time.Millisecond

// Told is a message of the group. Its clock says of each node how many of its messages it may depend on.
type Told struct {
	Sender string          `json:"sender"`
	Clock  map[string]int  `json:"clock"`
	Value  json.RawMessage `json:"value"`
}

type CausalBroadcast struct {
	Node
	// How many messages of each node this one has delivered.
	clock map[string]int
	// What it has delivered, in this order.
	delivered []Told
	// What has come too early.
	waiting []Told
}

func (c *CausalBroadcast) OnStart() {
	c.clock = map[string]int{}
	for {
		var told Told
		if !c.Load(keyOf(len(c.delivered)), &told) {
			break
		}
		c.delivered = append(c.delivered, told)
		c.clock[told.Sender]++
	}
	c.Every("gossip", gossipPeriod)
}

func (c *CausalBroadcast) OnBroadcast(m Message) {
	// The clock says what this message may depend on: all that its sender has delivered, its own messages among that.
	clock := map[string]int{}
	for node, count := range c.clock {
		clock[node] = count
	}
	clock[c.ID]++
	told := Told{c.ID, clock, read[struct {
		Message json.RawMessage `json:"message"`
	}](m).Message}
	c.deliver(told)
	c.Reply(m, Body{"type": "broadcast_ok"})
	for _, node := range c.Others() {
		c.Send(node, Body{"type": "messages", "messages": []Told{told}})
	}
}

func (c *CausalBroadcast) OnMessages(m Message) {
	c.waiting = append(c.waiting, read[struct {
		Messages []Told `json:"messages"`
	}](m).Messages...)
	// Each that is delivered may be what others wait for.
	for c.deliverOne() {
	}
}

func (c *CausalBroadcast) deliverOne() bool {
	for _, told := range c.waiting {
		if c.isNext(told) {
			c.deliver(told)
			c.dropOld()
			return true
		}
	}
	c.dropOld()
	return false
}

// The next one of its sender, when all that it may depend on is here (section 5.1).
func (c *CausalBroadcast) isNext(told Told) bool {
	for node, count := range told.Clock {
		if node == told.Sender && count != c.clock[node]+1 {
			return false
		}
		if node != told.Sender && count > c.clock[node] {
			return false
		}
	}
	return true
}

func (c *CausalBroadcast) dropOld() {
	kept := []Told{}
	for _, told := range c.waiting {
		if told.Clock[told.Sender] > c.clock[told.Sender] {
			kept = append(kept, told)
		}
	}
	c.waiting = kept
}

func (c *CausalBroadcast) deliver(told Told) {
	c.Save(keyOf(len(c.delivered)), told)
	c.delivered = append(c.delivered, told)
	c.clock[told.Sender]++
}

// OnTimer: what was lost. Each tells the others how far it is, and gets what it lacks.
func (c *CausalBroadcast) OnTimer(name string) {
	for _, node := range c.Others() {
		c.Send(node, Body{"type": "have", "clock": c.clock})
	}
}

func (c *CausalBroadcast) OnHave(m Message) {
	theirs := read[struct {
		Clock map[string]int `json:"clock"`
	}](m).Clock
	missing := []Told{}
	for _, told := range c.delivered {
		if told.Clock[told.Sender] > theirs[told.Sender] {
			missing = append(missing, told)
		}
	}
	if len(missing) > 0 {
		c.Send(m.Src, Body{"type": "messages", "messages": missing})
	}
}

func (c *CausalBroadcast) OnRead(m Message) {
	messages := []json.RawMessage{}
	for _, told := range c.delivered {
		messages = append(messages, told.Value)
	}
	c.Reply(m, Body{"type": "read_ok", "messages": messages})
}

func keyOf(place int) string { return fmt.Sprintf("message %d", place) }

// What a message says, as a struct.
func read[Fields any](m Message) Fields {
	var fields Fields
	if err := m.Into(&fields); err != nil {
		panic(err)
	}
	return fields
}

func main() { Run(func() *CausalBroadcast { return &CausalBroadcast{} }) }

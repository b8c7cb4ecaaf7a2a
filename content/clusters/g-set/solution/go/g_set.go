// A set that only grows, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 11).
package main

import (
	"fmt"
	"time"
)

const gossipEvery = 300 * time.Millisecond

type GSet struct {
	Node
	elements map[int]bool
}

func (s *GSet) OnStart() {
	s.elements = map[int]bool{}
	for _, key := range s.SavedKeys("") {
		var element int
		s.Load(key, &element)
		s.elements[element] = true
	}
	s.Every("gossip", gossipEvery)
}

func (s *GSet) OnAdd(m Message) {
	element := m.Int("element")
	s.elements[element] = true
	// Nobody else knows it yet: it must be kept before it is acknowledged.
	s.Save(fmt.Sprintf("element %d", element), element)
	s.Reply(m, Body{"type": "add_ok"})
}

func (s *GSet) OnRead(m Message) {
	s.Reply(m, Body{"type": "read_ok", "value": Sorted(s.elements)})
}

func (s *GSet) OnTimer(name string) {
	// The whole state, again and again: what was lost is sent anew, and a second copy changes nothing.
	for _, node := range s.Others() {
		s.Send(node, Body{"type": "merge", "elements": Sorted(s.elements)})
	}
}

func (s *GSet) OnMerge(m Message) {
	for _, element := range m.List("elements") {
		s.elements[element.(int)] = true
	}
}

func main() { Run(func() *GSet { return &GSet{} }) }

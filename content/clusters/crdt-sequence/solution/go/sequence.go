// A list that all nodes edit at once, by RGA (Roh et al. 2011); operations spread as in Bayou (Petersen et al. 1997).
package main

import (
	"fmt"
	"sort"
	"time"
)

const gossipEvery = 200 * time.Millisecond

// The start of the list, after which the first value stands. Clients say null.
const head = -1

type operation struct {
	Kind  string `json:"kind"`
	Value int    `json:"value"`
	// Of an insertion: the value that it follows, and its stamp, together with the node.
	After int `json:"after"`
	Count int `json:"count"`
	// The how-manieth operation of which node it is.
	Node   string `json:"node"`
	Number int    `json:"number"`
}

type Sequence struct {
	Node
	// Every operation that is known, in an order in which none comes before what it refers to.
	log []operation
	// How many operations of each node are known: they come without gaps.
	known map[string]int
	// The highest count in any stamp. A new one gets a higher one, so it wins against all that its maker had seen.
	clock int
	// What was inserted after each place, after deleted values too: others may still refer to them.
	followers map[int][]operation
	deleted   map[int]bool
}

func (s *Sequence) OnStart() {
	s.known, s.deleted = map[string]int{}, map[int]bool{}
	s.followers = map[int][]operation{head: nil}
	for {
		var one operation
		if !s.Load(fmt.Sprintf("operation %d", len(s.log)), &one) {
			break
		}
		s.apply(one)
	}
	s.Every("gossip", gossipEvery)
}

// What clients ask.

func (s *Sequence) OnInsert(m Message) {
	after, is := m.Body["after"].(int)
	if !is {
		after = head
	}
	if _, is := s.followers[after]; !is {
		s.Error(m, 20, fmt.Sprintf("%d is not in the list", after))
		return
	}
	s.perform(operation{Kind: "insert", Value: m.Int("value"), After: after, Count: s.clock + 1})
	s.Reply(m, Body{"type": "insert_ok"})
}

func (s *Sequence) OnDelete(m Message) {
	value := m.Int("value")
	if _, is := s.followers[value]; !is {
		s.Error(m, 20, fmt.Sprintf("%d is not in the list", value))
		return
	}
	s.perform(operation{Kind: "delete", Value: value})
	s.Reply(m, Body{"type": "delete_ok"})
}

func (s *Sequence) OnRead(m Message) {
	s.Reply(m, Body{"type": "read_ok", "values": s.inOrder(head, []int{})})
}

// The list.

func (s *Sequence) perform(one operation) {
	one.Node, one.Number = s.ID, s.known[s.ID]+1
	s.keep(one)
}

func (s *Sequence) keep(one operation) {
	// Before any reply, and before others hear of it: a number must never be given twice.
	s.Save(fmt.Sprintf("operation %d", len(s.log)), one)
	s.apply(one)
}

func (s *Sequence) apply(one operation) {
	s.log = append(s.log, one)
	s.known[one.Node] = one.Number
	if one.Kind == "delete" {
		s.deleted[one.Value] = true
		return
	}
	if one.Count > s.clock {
		s.clock = one.Count
	}
	s.followers[one.Value] = nil
	// Of those inserted at the same place the latest stands first: on every node, in whatever order they came.
	siblings := append(s.followers[one.After], one)
	sort.SliceStable(siblings, func(a, b int) bool { return siblings[b].isBefore(siblings[a]) })
	s.followers[one.After] = siblings
}

// By count, and of equal counts by node: no two stamps are alike.
func (o operation) isBefore(other operation) bool {
	if o.Count != other.Count {
		return o.Count < other.Count
	}
	return o.Node < other.Node
}

// Each value is followed by what was inserted after it, depth first.
func (s *Sequence) inOrder(place int, order []int) []int {
	for _, one := range s.followers[place] {
		if !s.deleted[one.Value] {
			order = append(order, one.Value)
		}
		order = s.inOrder(one.Value, order)
	}
	return order
}

// How operations spread.

func (s *Sequence) OnTimer(name string) {
	for _, node := range s.Others() {
		s.Send(node, Body{"type": "ask", "known": s.known})
	}
}

func (s *Sequence) OnAsk(m Message) {
	var asked struct{ Known map[string]int }
	if m.Into(&asked) != nil {
		return
	}
	missing := []operation{}
	for _, one := range s.log {
		if one.Number > asked.Known[one.Node] {
			missing = append(missing, one)
		}
	}
	if len(missing) > 0 {
		s.Send(m.Src, Body{"type": "operations", "operations": missing})
	}
}

func (s *Sequence) OnOperations(m Message) {
	var told struct{ Operations []operation }
	if m.Into(&told) != nil {
		return
	}
	for _, one := range told.Operations {
		// An answer that was overtaken, or came twice, holds what is known already.
		if one.Number > s.known[one.Node] {
			s.keep(one)
		}
	}
}

func main() { Run(func() *Sequence { return &Sequence{} }) }

// Logs to which many append and which many read. Each key has one owner, who alone gives its offsets.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type offsets map[string]int

type entry struct {
	Key    string `json:"key"`
	Offset int    `json:"offset"`
	Msg    any    `json:"msg"`
	// Which request of which client put it there.
	Request string `json:"request"`
}

// What an owner is asked, and what it answers.
type part struct {
	Keys    []string `json:"keys"`
	Offsets offsets  `json:"offsets"`
}

type answer struct {
	Msgs    map[string][]any `json:"msgs,omitempty"`
	Offsets offsets          `json:"offsets,omitempty"`
}

type KafkaLog struct {
	Node
	// Of each key its messages; the offset is the place.
	logs map[string][]any
	// The offset that each request of a client was given.
	given     map[string]int
	committed offsets
}

func (k *KafkaLog) OnStart() {
	k.logs, k.given, k.committed = map[string][]any{}, map[string]int{}, offsets{}
	for _, key := range k.SavedKeys("committed ") {
		offset := 0
		k.Load(key, &offset)
		k.committed[strings.TrimPrefix(key, "committed ")] = offset
	}
	entries := []entry{}
	for _, key := range k.SavedKeys("entry ") {
		var one entry
		k.Load(key, &one)
		entries = append(entries, one)
	}
	sort.SliceStable(entries, func(a, b int) bool { return entries[a].Offset < entries[b].Offset })
	for _, one := range entries {
		k.append(one)
	}
}

// The same on every node and in every life.
func (k *KafkaLog) owner(key string) string {
	sum := 0
	for _, character := range []byte(key) {
		sum += int(character)
	}
	return k.Nodes[sum%len(k.Nodes)]
}

// Sending.

func (k *KafkaLog) OnSend(m Message) {
	key := m.Text("key")
	if owner := k.owner(key); owner != k.ID {
		k.Forward(owner, m)
		return
	}
	request := fmt.Sprintf("%s %d", m.Src, m.Int("msg_id"))
	// What is handed on can arrive twice: the same request has the same offset.
	if _, is := k.given[request]; !is {
		one := entry{Key: key, Offset: len(k.logs[key]), Msg: m.Body["msg"], Request: request}
		// On disk before anybody sees it: an offset that was told must hold the same message after a crash.
		k.Save(fmt.Sprintf("entry %s %d", key, one.Offset), one)
		k.append(one)
	}
	k.Reply(m, Body{"type": "send_ok", "offset": k.given[request]})
}

func (k *KafkaLog) append(one entry) {
	k.logs[one.Key] = append(k.logs[one.Key], one.Msg)
	k.given[one.Request] = one.Offset
}

// Requests for several keys go to their owners in parts, and each owner answers for its own.

func (k *KafkaLog) OnPoll(m Message) {
	k.inParts(m, func(answers []answer, isComplete bool) {
		// Of an owner that cannot be reached there is nothing new, for now.
		msgs := map[string][]any{}
		for _, one := range answers {
			for key, log := range one.Msgs {
				msgs[key] = log
			}
		}
		k.Reply(m, Body{"type": "poll_ok", "msgs": msgs})
	})
}

func (k *KafkaLog) OnCommitOffsets(m Message) {
	k.inParts(m, func(answers []answer, isComplete bool) {
		if !isComplete {
			k.giveUp(m)
			return
		}
		k.Reply(m, Body{"type": "commit_offsets_ok"})
	})
}

func (k *KafkaLog) OnListCommittedOffsets(m Message) {
	k.inParts(m, func(answers []answer, isComplete bool) {
		if !isComplete {
			k.giveUp(m)
			return
		}
		known := offsets{}
		for _, one := range answers {
			for key, offset := range one.Offsets {
				known[key] = offset
			}
		}
		k.Reply(m, Body{"type": "list_committed_offsets_ok", "offsets": known})
	})
}

func (k *KafkaLog) giveUp(m Message) {
	// 0: nobody knows whether it happened.
	k.Error(m, 0, "not every owner answered")
}

// inParts asks each owner for its keys, itself without a message, and calls then once all have answered or are silent.
func (k *KafkaLog) inParts(m Message, then func(answers []answer, isComplete bool)) {
	parts := k.split(m)
	answers := []answer{}
	waiting := len(parts)
	take := func(one *answer) {
		if one != nil {
			answers = append(answers, *one)
		}
		if waiting--; waiting <= 0 {
			then(answers, len(answers) == len(parts))
		}
	}
	if waiting == 0 {
		then(answers, true)
	}
	for _, owner := range Sorted(parts) {
		if owner == k.ID {
			here := k.here(m.Type(), parts[owner])
			take(&here)
			continue
		}
		body := Body{"type": m.Type(), "keys": parts[owner].Keys, "offsets": parts[owner].Offsets}
		k.Call(owner, body, func(reply *Message) {
			var one answer
			if reply == nil || reply.Into(&one) != nil {
				take(nil)
				return
			}
			take(&one)
		})
	}
}

func (k *KafkaLog) split(m Message) map[string]part {
	var whole part
	parts := map[string]part{}
	if m.Into(&whole) != nil {
		return parts
	}
	partOf := func(key string) part {
		if known, is := parts[k.owner(key)]; is {
			return known
		}
		return part{Keys: []string{}, Offsets: offsets{}}
	}
	for _, key := range whole.Keys {
		own := partOf(key)
		own.Keys = append(own.Keys, key)
		parts[k.owner(key)] = own
	}
	for key, offset := range whole.Offsets {
		own := partOf(key)
		own.Offsets[key] = offset
		parts[k.owner(key)] = own
	}
	return parts
}

func (k *KafkaLog) here(kind string, asked part) answer {
	found := answer{Msgs: map[string][]any{}, Offsets: offsets{}}
	for _, key := range Sorted(asked.Offsets) {
		if kind == "poll" {
			found.Msgs[key] = k.read(key, asked.Offsets[key])
		} else {
			k.commit(key, asked.Offsets[key])
		}
	}
	for _, key := range asked.Keys {
		if offset, is := k.committed[key]; is {
			found.Offsets[key] = offset
		}
	}
	return found
}

func (k *KafkaLog) read(key string, from int) []any {
	found := []any{}
	for offset, message := range k.logs[key] {
		if offset >= from {
			found = append(found, []any{offset, message})
		}
	}
	return found
}

func (k *KafkaLog) commit(key string, offset int) {
	// A commit that was overtaken must not take a later one back.
	if known, is := k.committed[key]; is && offset <= known {
		return
	}
	k.committed[key] = offset
	k.Save("committed "+key, offset)
}

func main() { Run(func() *KafkaLog { return &KafkaLog{} }) }

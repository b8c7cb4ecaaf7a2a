// Write one node of a distributed system; run it as a process of its own, or step by step in virtual time.
//
//	type Echo struct{ Node }
//
//	func (e *Echo) OnEcho(m Message) {
//		e.Reply(m, Body{"type": "echo_ok", "echo": m.Body["echo"]})
//	}
//
//	func main() { Run(func() *Echo { return &Echo{} }) }
//
// A node only reacts: to a message (OnType), to a timer (OnTimer), to its start (OnStart). It never waits, never
// sleeps and starts no goroutines; it asks by Call, whose answer comes to a function. Time, chance and whatever must
// outlast a crash come from here (Now, Random, Save and Load), so that a run can be repeated to the letter: this is
// why the keys of a map are best walked in the order that Sorted gives, since Go walks them in another each time.
// On the wire this is Maelstrom's protocol. The file belongs beside yours; Go 1.18 and later, standard library only.

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Body is what a message says. Whole numbers are int, others float64; lists are []any, objects map[string]any.
type Body map[string]any

// Message is what arrived.
type Message struct {
	Src  string `json:"src"`
	Dest string `json:"dest"`
	Body Body   `json:"body"`
}

// Type is the type of the body.
func (m Message) Type() string { return m.Text("type") }

// Int is a whole number of the body. Panics when it has none of this name, as Text and List do.
func (m Message) Int(key string) int { return field[int](m, key) }

// Text is a text of the body.
func (m Message) Text(key string) string { return field[string](m, key) }

// List is a list of the body.
func (m Message) List(key string) []any { return field[[]any](m, key) }

// Into reads the body into a struct, by its tags for JSON.
func (m Message) Into(target any) error { return json.Unmarshal(textOf(m.Body), target) }

func (m Message) String() string { return fmt.Sprintf("%s -> %s %s", m.Src, m.Dest, textOf(m.Body)) }

func field[T any](m Message, key string) T {
	value, is := m.Body[key].(T)
	if !is {
		panic(fmt.Sprintf("there is no %T %q in %s", value, key, m))
	}
	return value
}

// Sorted gives the keys of a map in their order.
func Sorted[K ~int | ~string, V any](from map[K]V) []K {
	keys := make([]K, 0, len(from))
	for key := range from {
		keys = append(keys, key)
	}
	sort.Slice(keys, func(a, b int) bool { return keys[a] < keys[b] })
	return keys
}

// Handler is what reacts to events: a struct that embeds Node.
type Handler interface {
	// OnStart: it has its name now, and what it saved in earlier lives can be loaded.
	OnStart()
	// OnMessage gets whatever is no answer to a Call. It hands a message to OnType, as long as it is not written anew:
	// list_offsets goes to OnListOffsets(Message).
	OnMessage(m Message)
	// OnTimer: a timer is due.
	OnTimer(name string)
	core() *Node
}

// Node is for embedding. A crash takes all fields; what was saved stays.
type Node struct {
	// ID is its name, such as n0. Known from OnStart on, as are the others.
	ID string
	// Nodes are the names of all nodes, its own among them.
	Nodes []string
	// Random is chance, from the seed of the run.
	Random *rand.Rand

	world    world
	handlers map[string]func(Message)
	calls    map[int]func(*Message)
	repeats  map[string]time.Duration
	nextID   int
}

// What runs a node: real time, or virtual time.
type world interface {
	begin(id string) (seed int64, nextID int)
	send(m Message)
	setTimer(name string, delay time.Duration)
	cancelTimer(name string)
	now() time.Duration
	save(key string, text []byte)
	saved() map[string][]byte
	show(facts map[string]any)
}

func (n *Node) core() *Node { return n }

// OnStart does nothing, as long as it is not written anew.
func (n *Node) OnStart() {}

// OnTimer does nothing, as long as it is not written anew.
func (n *Node) OnTimer(name string) {}

// OnMessage hands a message to the method that its type names.
func (n *Node) OnMessage(m Message) {
	if handle, is := n.handlers[handlerOf(m.Type())]; is {
		handle(m)
	} else if m.Body["msg_id"] != nil {
		n.Error(m, 10, m.Type()+" is not supported")
	}
}

// Others are all nodes but this one.
func (n *Node) Others() []string {
	others := make([]string, 0, len(n.Nodes))
	for _, node := range n.Nodes {
		if node != n.ID {
			others = append(others, node)
		}
	}
	return others
}

// Send sends a message that needs no answer.
func (n *Node) Send(dest string, body Body) { n.started().send(Message{n.ID, dest, body}) }

// Reply answers a request. What needs no answer (it has no msg_id) gets none.
func (n *Node) Reply(request Message, body Body) {
	if asked := request.Body["msg_id"]; asked != nil {
		n.Send(request.Src, with(body, "in_reply_to", asked))
	}
}

// Error refuses a request, by one of Maelstrom's codes: 11 not now, 20 no such key, 22 expected another value.
func (n *Node) Error(request Message, code int, text string) {
	n.Reply(request, Body{"type": "error", "code": code, "text": text})
}

// Forward hands a request on; who gets it answers the one who asked.
func (n *Node) Forward(dest string, request Message) {
	n.started().send(Message{request.Src, dest, request.Body})
}

// Call asks, and calls then with the answer, or with nil when none came within a second.
func (n *Node) Call(dest string, body Body, then func(reply *Message)) {
	n.CallWithin(time.Second, dest, body, then)
}

// CallWithin is Call with another time.
func (n *Node) CallWithin(timeout time.Duration, dest string, body Body, then func(reply *Message)) {
	asked := n.nextID
	n.nextID++
	n.calls[asked] = then
	n.SetTimer(callTimer+strconv.Itoa(asked), timeout)
	n.Send(dest, with(body, "msg_id", asked))
}

const callTimer = "call "

// SetTimer makes OnTimer(name) be called after a delay. A timer of this name that is still running is replaced.
func (n *Node) SetTimer(name string, delay time.Duration) {
	delete(n.repeats, name)
	n.started().setTimer(name, delay)
}

// Every makes OnTimer(name) be called again and again.
func (n *Node) Every(name string, period time.Duration) {
	n.started().setTimer(name, period)
	n.repeats[name] = period
}

// CancelTimer stops a timer.
func (n *Node) CancelTimer(name string) {
	delete(n.repeats, name)
	n.started().cancelTimer(name)
}

// Now is a time of this run, or of this machine: good for differences only.
func (n *Node) Now() time.Duration { return n.started().now() }

// Save keeps a value under a text, as JSON, so that it outlasts a crash; nil forgets it. Durable when this returns.
func (n *Node) Save(key string, value any) { n.started().save(key, textOf(value)) }

// Load reads what was last saved under this key, in this life or an earlier one, into a pointer's target. False, and
// the target as it was, when there is nothing.
func (n *Node) Load(key string, target any) bool {
	text, is := n.started().saved()[key]
	if is {
		must(unpack(text, target))
	}
	return is
}

// SavedKeys are the keys that begin so, sorted.
func (n *Node) SavedKeys(prefix string) []string {
	keys := []string{}
	for _, key := range Sorted(n.started().saved()) {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	return keys
}

// Show tells whoever watches about this node, such as {"role": "leader", "term": 3}. It has no effect on it.
func (n *Node) Show(facts map[string]any) { n.started().show(facts) }

// Log writes to standard error: standard output belongs to messages.
func (n *Node) Log(words ...any) { fmt.Fprintln(os.Stderr, words...) }

func (n *Node) started() world {
	if n.world == nil {
		panic("a node can do this from its OnStart on, not before")
	}
	return n.world
}

func with(body Body, key string, value any) Body {
	copied := Body{key: value}
	for name, one := range body {
		if name != key {
			copied[name] = one
		}
	}
	return copied
}

// How events come in.

func receive(h Handler, w world, m Message) {
	n := h.core()
	if m.Type() == "init" {
		n.ID = m.Text("node_id")
		for _, node := range m.List("node_ids") {
			n.Nodes = append(n.Nodes, node.(string))
		}
		n.world, n.handlers = w, handlersOf(h)
		n.calls, n.repeats = map[int]func(*Message){}, map[string]time.Duration{}
		seed, nextID := w.begin(n.ID)
		n.Random, n.nextID = rand.New(rand.NewSource(seed)), nextID
		h.OnStart()
		n.Reply(m, Body{"type": "init_ok"})
		return
	}
	asked, is := m.Body["in_reply_to"].(int)
	if !is {
		h.OnMessage(m)
	} else if _, is := n.calls[asked]; is {
		w.cancelTimer(callTimer + strconv.Itoa(asked))
		n.answer(asked, &m)
	}
}

func due(h Handler, w world, name string) {
	n := h.core()
	if strings.HasPrefix(name, callTimer) {
		if asked, err := strconv.Atoi(name[len(callTimer):]); err == nil {
			n.answer(asked, nil)
			return
		}
	}
	if period, is := n.repeats[name]; is {
		w.setTimer(name, period)
	}
	h.OnTimer(name)
}

func (n *Node) answer(asked int, reply *Message) {
	then := n.calls[asked]
	delete(n.calls, asked)
	if then != nil {
		then(reply)
	}
}

// The methods that messages go to. One that looks like it and cannot be is a mistake, and is said to be.
func handlersOf(h Handler) map[string]func(Message) {
	found := map[string]func(Message){}
	value := reflect.ValueOf(h)
	for at := 0; at < value.NumMethod(); at++ {
		name := value.Type().Method(at).Name
		if name == "OnStart" || name == "OnMessage" || name == "OnTimer" || !strings.HasPrefix(name, "On") {
			continue
		}
		handle, is := value.Method(at).Interface().(func(Message))
		if !is {
			panic(name + " handles messages, so that it must be func(m Message)")
		}
		found[name] = handle
	}
	return found
}

// list_offsets -> OnListOffsets
func handlerOf(kind string) string {
	words := strings.Split(kind, "_")
	for at, word := range words {
		if word != "" {
			words[at] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return "On" + strings.Join(words, "")
}

// Run runs a node until nobody sends any more.
func Run[H Handler](make func() H) {
	defer func() {
		if reason := recover(); reason != nil {
			fmt.Fprintf(os.Stderr, "panic: %v\n\n%s", reason, debug.Stack())
			os.Exit(1)
		}
	}()
	if os.Getenv("COMPENDIUM_NODE") == "steps" {
		runSteps(func() Handler { return make() })
	} else {
		(&live{since: time.Now(), timers: map[string]*time.Timer{}, events: newEvents(), kept: keeper{}}).run(make())
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// JSON as it is on the wire: whole numbers stay whole, and < is written as it is.
func textOf(value any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	must(encoder.Encode(value))
	return bytes.TrimSuffix(text.Bytes(), []byte("\n"))
}

func unpack(text []byte, target any) error {
	switch into := target.(type) {
	case *any:
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		if err := decoder.Decode(into); err != nil {
			return err
		}
		*into = numbered(*into)
		return nil
	case *map[string]any:
		return unpackBody(text, into)
	case *Body:
		return unpackBody(text, (*map[string]any)(into))
	case *[]any:
		var value any
		err := unpack(text, &value)
		*into, _ = value.([]any)
		return err
	default:
		return json.Unmarshal(text, target)
	}
}

func unpackBody(text []byte, into *map[string]any) error {
	var value any
	err := unpack(text, &value)
	*into, _ = value.(map[string]any)
	return err
}

func numbered(value any) any {
	switch value := value.(type) {
	case json.Number:
		if whole, err := strconv.Atoi(string(value)); err == nil {
			return whole
		}
		if strings.ContainsAny(string(value), ".eE") {
			if number, err := value.Float64(); err == nil {
				return number
			}
		}
		return value
	case []any:
		for at, one := range value {
			value[at] = numbered(one)
		}
	case map[string]any:
		for key, one := range value {
			value[key] = numbered(one)
		}
	}
	return value
}

func messageOf(value any) Message {
	object, _ := value.(map[string]any)
	src, _ := object["src"].(string)
	dest, _ := object["dest"].(string)
	body, is := object["body"].(map[string]any)
	if !is {
		panic(fmt.Sprintf("a message has no body: %s", textOf(value)))
	}
	return Message{src, dest, body}
}

func writeLine(text []byte) {
	if _, err := os.Stdout.Write(append(text, '\n')); err != nil {
		if errors.Is(err, syscall.EPIPE) {
			os.Exit(0)
		}
		panic(err)
	}
}

func hashOf(text string) int64 {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(text))
	return int64(hash.Sum64())
}

// Lines of standard input; rest is what was read beyond the last of them.
type lines struct{ rest []byte }

func (l *lines) next() ([]byte, bool) {
	looked := 0
	for {
		if at := bytes.IndexByte(l.rest[looked:], '\n'); at >= 0 {
			line := l.rest[:looked+at]
			l.rest = l.rest[looked+at+1:]
			return line, true
		}
		looked = len(l.rest)
		if cap(l.rest)-looked < 65536 {
			l.rest = append(make([]byte, 0, 2*looked+2*65536), l.rest...)
		}
		count, err := os.Stdin.Read(l.rest[looked : looked+65536])
		l.rest = l.rest[:looked+count]
		if err == io.EOF || (count == 0 && err != nil) {
			return nil, false
		}
	}
}

// What is kept is text: whoever changes a value that was loaded changes nothing of what was saved.
type keeper map[string][]byte

func (k keeper) keep(key string, text []byte) {
	if string(text) == "null" {
		delete(k, key)
	} else {
		k[key] = text
	}
}

// The node as a process among others: real time, a goroutine that reads, and everything else in one loop.
type live struct {
	since  time.Time
	timers map[string]*time.Timer
	events chan event
	kept   keeper
	file   *os.File
}

type event struct {
	line  []byte
	isEnd bool
	timer string
	// Set where a timer is due: it counts only as long as it is the one of its name.
	which *time.Timer
}

func newEvents() chan event { return make(chan event, 1024) }

func (l *live) run(h Handler) {
	go func() {
		input := lines{}
		for line, is := input.next(); is; line, is = input.next() {
			l.events <- event{line: append([]byte(nil), line...)}
		}
		l.events <- event{isEnd: true}
	}()
	for {
		switch one := <-l.events; {
		case one.isEnd:
			return
		case one.which != nil:
			if l.timers[one.timer] == one.which {
				delete(l.timers, one.timer)
				due(h, l, one.timer)
			}
		case len(bytes.TrimSpace(one.line)) > 0:
			var value any
			must(unpack(one.line, &value))
			receive(h, l, messageOf(value))
		}
	}
}

func (l *live) begin(id string) (int64, int) {
	if folder, is := os.LookupEnv("COMPENDIUM_STORAGE"); is {
		l.open(filepath.Join(folder, id+".jsonl"))
	}
	seed := time.Now().UnixNano()
	if text, is := os.LookupEnv("COMPENDIUM_SEED"); is {
		seed = hashOf(text + " " + id)
	}
	// Not those of an earlier life: an answer to a question of before must not be taken for one of now.
	return seed, int(time.Now().UnixMilli()%1_000_000_000) * 1000
}

func (l *live) open(name string) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	must(err)
	data, err := io.ReadAll(file)
	must(err)
	// A line without its end was being written when the node was killed: the next must not be joined to it.
	whole := data[:bytes.LastIndexByte(data, '\n')+1]
	must(file.Truncate(int64(len(whole))))
	_, err = file.Seek(int64(len(whole)), io.SeekStart)
	must(err)
	for _, line := range bytes.Split(whole, []byte("\n")) {
		if len(line) > 0 {
			var pair [2]json.RawMessage
			var key string
			must(json.Unmarshal(line, &pair))
			must(json.Unmarshal(pair[0], &key))
			l.kept.keep(key, pair[1])
		}
	}
	l.file = file
}

func (l *live) send(m Message) { writeLine(textOf(m)) }

func (l *live) setTimer(name string, delay time.Duration) {
	l.cancelTimer(name)
	var timer *time.Timer
	ready := make(chan struct{})
	timer = time.AfterFunc(delay, func() {
		<-ready
		l.events <- event{timer: name, which: timer}
	})
	l.timers[name] = timer
	close(ready)
}

func (l *live) cancelTimer(name string) {
	if timer, is := l.timers[name]; is {
		timer.Stop()
		delete(l.timers, name)
	}
}

func (l *live) now() time.Duration { return time.Since(l.since) }

func (l *live) save(key string, text []byte) {
	l.kept.keep(key, text)
	if l.file != nil {
		line := fmt.Sprintf("[%s,%s]\n", textOf(key), text)
		_, err := l.file.WriteString(line)
		must(err)
	}
}

func (l *live) saved() map[string][]byte { return l.kept }

func (l *live) show(facts map[string]any) {}

// The node in virtual time: a line in is one event, a line out is all that it did. docs/node-protocol.md.
type steps struct {
	input lines
	nowUs int
	seed  int64
	life  int
	did   [][]byte
	kept  keeper
}

// What was read beyond the end of a life is handed to the next by this variable.
const restName = "COMPENDIUM_NODE_REST"

func runSteps(make func() Handler) {
	s := &steps{input: lines{[]byte(os.Getenv(restName))}}
	_ = os.Unsetenv(restName)
	for s.play(make()) {
		s.nextLife()
	}
}

// The next life is the same program from its first line on, in the same process, so that nothing of this one stays.
// Where that cannot be (Windows), it is a new node, and variables of the package stay.
func (s *steps) nextLife() {
	if program, err := os.Executable(); err == nil {
		_ = syscall.Exec(program, os.Args, append(os.Environ(), restName+"="+string(s.input.rest)))
	}
}

// One life: true when another is to come.
func (s *steps) play(h Handler) bool {
	before := runtime.NumGoroutine()
	for line, is := s.input.next(); is; line, is = s.input.next() {
		var value any
		must(unpack(line, &value))
		told, _ := value.(map[string]any)
		switch {
		case told["now"] != nil:
			s.nowUs = told["now"].(int)
			if name, is := told["timer"].(string); is {
				due(h, s, name)
			} else {
				receive(h, s, messageOf(told["message"]))
			}
			if runtime.NumGoroutine() > before {
				panic("a node must not start goroutines: its runs could not be repeated. Set a timer instead")
			}
			writeLine([]byte(`{"did":[` + string(bytes.Join(s.did, []byte(","))) + `]}`))
			s.did = s.did[:0]
		case told["begin"] != nil:
			s.start(told["begin"].(map[string]any))
		case told["digest"] != nil:
			writeLine([]byte(`{"digest":null}`))
		case told["end"] != nil:
			writeLine([]byte(`{"ended":true}`))
			return true
		}
	}
	return false
}

func (s *steps) start(told map[string]any) {
	s.seed = hashOf(string(textOf(told["seed"])))
	s.life, _ = told["life"].(int)
	s.kept = keeper{}
	saved, _ := told["saved"].(map[string]any)
	for key, value := range saved {
		s.kept.keep(key, textOf(value))
	}
	rand.Seed(s.seed)
}

func (s *steps) begin(id string) (int64, int) { return s.seed, s.life*1_000_000 + 1 }

// As text at once: what the node changes afterwards is not what it sent.
func (s *steps) do(what any) { s.did = append(s.did, textOf(what)) }

func (s *steps) send(m Message) {
	s.do(struct {
		Send Message `json:"send"`
	}{m})
}

func (s *steps) setTimer(name string, delay time.Duration) {
	us := delay.Round(time.Microsecond).Microseconds()
	if us < 0 {
		us = 0
	}
	s.do(map[string]any{"timer": name, "after": us})
}

func (s *steps) cancelTimer(name string) { s.do(map[string]any{"cancel": name}) }

func (s *steps) now() time.Duration { return time.Duration(s.nowUs) * time.Microsecond }

func (s *steps) save(key string, text []byte) {
	s.kept.keep(key, text)
	s.do(map[string]any{"save": key, "value": json.RawMessage(text)})
}

func (s *steps) saved() map[string][]byte { return s.kept }

func (s *steps) show(facts map[string]any) { s.do(map[string]any{"show": facts}) }

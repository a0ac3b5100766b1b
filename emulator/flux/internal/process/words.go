package process

import (
	"encoding/json"
	"regexp"
	"strings"
)

// wordsLimit is how much of a program's last words is passed on.
const wordsLimit = 400

var (
	// klog is the head of a line in the format of Kubernetes' own programs.
	klog = regexp.MustCompile(`^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ \S+\] `)
	// grave are words with which a plain line tells what went wrong.
	grave = regexp.MustCompile(`(?i)\b(error|fatal|failed|cannot|unknown flag|invalid|denied|refused|in use)\b`)
)

// lastWords picks the line of a log's end that best says why the program ended: a
// panic, else the last fatal error, else the last line that speaks of an error, else
// the last line.
func lastWords(log string) string {
	best, rank := "", -1
	for line := range strings.Lines(log) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		text, weight := weigh(line)
		if weight >= rank && text != "" {
			best, rank = text, weight
		}
	}
	if runes := []rune(best); len(runes) > wordsLimit {
		return string(runes[:wordsLimit]) + "…"
	}
	return best
}

// weigh reads a line: what it says, and how likely it is to be the reason.
func weigh(line string) (string, int) {
	if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
		return line, 3
	}
	if strings.HasPrefix(line, "{") {
		if text, weight, ok := structured(line); ok {
			return text, weight
		}
	}
	if head := klog.FindStringSubmatch(line); head != nil {
		return line[len(head[0]):], map[string]int{"F": 2, "E": 1}[head[1]]
	}
	if grave.MatchString(line) {
		return line, 1
	}
	return line, 0
}

// structured reads a line that is a JSON object, as etcd's and Flux's are.
func structured(line string) (string, int, bool) {
	var entry struct{ Level, Msg, Error string }
	if json.Unmarshal([]byte(line), &entry) != nil || entry.Msg == "" {
		return "", 0, false
	}
	text := entry.Msg
	if entry.Error != "" {
		text += ": " + entry.Error
	}
	return text, map[string]int{"panic": 2, "dpanic": 2, "fatal": 2, "error": 1}[strings.ToLower(entry.Level)], true
}

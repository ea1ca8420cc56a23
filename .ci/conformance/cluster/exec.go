package main

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"k8s.io/apimachinery/pkg/util/httpstream"
	"k8s.io/apimachinery/pkg/util/httpstream/spdy"
)

// runExec plays what kubelets answer when something shall be run in a pod: it has succeeded, and said nothing. The answer is where they listen.
func runExec(ctx context.Context, certificates string) (int32, error) {
	pair, err := tls.LoadX509KeyPair(filepath.Join(certificates, "apiserver.crt"), filepath.Join(certificates, "apiserver.key"))
	if err != nil {
		return 0, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	server := &http.Server{Handler: http.HandlerFunc(succeed), TLSConfig: &tls.Config{Certificates: []tls.Certificate{pair}, NextProtos: []string{"http/1.1"}}}
	go func() { _ = server.ServeTLS(listener, "", "") }()
	context.AfterFunc(ctx, func() { _ = server.Close() })
	return int32(listener.Addr().(*net.TCPAddr).Port), nil
}

func succeed(answer http.ResponseWriter, request *http.Request) {
	if _, err := httpstream.Handshake(request, answer, []string{"v4.channel.k8s.io"}); err != nil {
		return // which has been answered
	}
	wanted := 1 // for errors
	for _, name := range []string{"input", "output", "error"} {
		if request.URL.Query().Get(name) == "1" {
			wanted++
		}
	}
	streams := make(chan httpstream.Stream, 4)
	connection := spdy.NewResponseUpgrader().UpgradeResponse(answer, request, func(stream httpstream.Stream, replied <-chan struct{}) error {
		if len(streams) == cap(streams) {
			return errors.New("too many streams")
		}
		go func() {
			<-replied
			streams <- stream
		}()
		return nil
	})
	if connection == nil {
		return
	}
	defer connection.Close()
	var status httpstream.Stream
	for patience := time.After(10 * time.Second); wanted > 0; wanted-- {
		select {
		case stream := <-streams:
			if stream.Headers().Get("streamType") == "error" {
				status = stream
			} else {
				defer stream.Close()
			}
		case <-patience:
			return
		}
	}
	if status != nil {
		_, _ = status.Write([]byte(`{"metadata":{},"status":"Success"}`))
		_ = status.Close()
	}
	select { // what was written is read before the other side closes
	case <-connection.CloseChan():
	case <-time.After(500 * time.Millisecond):
	}
}

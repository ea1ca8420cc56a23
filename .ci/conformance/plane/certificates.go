package plane

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// Pair is a certificate that is its own authority, with its key.
func Pair(names ...string) map[string]string {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	like := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: names, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(90 * 24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}}
	certificate, err := x509.CreateCertificate(rand.Reader, like, like, key.Public(), key)
	if err != nil {
		panic(err)
	}
	secret, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		panic(err)
	}
	text := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}))
	return map[string]string{"ca.crt": text, "tls.crt": text, "tls.key": string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: secret}))}
}

// injected is the annotation by which webhooks name the Certificate whose authority vouches for them, NAMESPACE/NAME.
const injected = "cert-manager.io/inject-ca-from"

// Vouch tells those who ask webhooks whom to trust, where they name a Certificate, as cert-manager does it.
func Vouch(webhooks, certificate *unstructured.Unstructured, authority string) bool {
	if webhooks.GetAnnotations()[injected] != certificate.GetNamespace()+"/"+certificate.GetName() {
		return false
	}
	list, _, _ := unstructured.NestedSlice(webhooks.Object, "webhooks")
	for _, one := range list {
		_ = unstructured.SetNestedField(one.(map[string]any), base64.StdEncoding.EncodeToString([]byte(authority)), "clientConfig", "caBundle")
	}
	_ = unstructured.SetNestedSlice(webhooks.Object, list, "webhooks")
	return true
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantumAttributes.Integration.Tests.Support;

/// <summary>The certificate of servers with TLS, made by the tests themselves; their clients take it and no other.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Value { get; } = Create();

    public static bool Is(X509Certificate? certificate) => certificate?.GetRawCertData().AsSpan().SequenceEqual(Value.RawDataMemory.Span) == true;

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}

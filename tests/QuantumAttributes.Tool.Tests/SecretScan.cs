using System.Buffers.Text;

namespace QuantumAttributes.Tool.Tests;

/// <summary>Secrets that must appear nowhere: neither in what the tool is told on its command line nor in what it writes.</summary>
internal sealed class SecretScan
{
    private readonly List<string> _texts = [];

    public void Add(ReadOnlySpan<byte> secret)
    {
        _texts.Add(Convert.ToBase64String(secret).TrimEnd('='));
        _texts.Add(Base64Url.EncodeToString(secret));
        _texts.Add(Convert.ToHexString(secret));
        _texts.Add(Convert.ToHexStringLower(secret));
    }

    public void Add(string secret) => _texts.Add(secret);

    public void Check(string text)
    {
        foreach (string secret in _texts)
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }
}

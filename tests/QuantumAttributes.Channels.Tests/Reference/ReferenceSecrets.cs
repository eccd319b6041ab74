using QuantumAttributes.Channels.Handshake;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>What a handshake leaves both sides with (protocol.md §3, "Keys").</summary>
internal sealed record ReferenceSecrets(byte[] HeaderKey, byte[] BodyKey, byte[] Iv, byte[] ResponseSecret, ReferenceHash Hash)
{
    public void ShouldEqual(ChannelSecrets secrets)
    {
        Assert.Equal(HeaderKey, secrets.RequestHeaderKey);
        Assert.Equal(BodyKey, secrets.RequestBodyKey);
        Assert.Equal(Iv, secrets.RequestIv);
        Assert.Equal(ResponseSecret, secrets.ResponseSecret);
    }
}

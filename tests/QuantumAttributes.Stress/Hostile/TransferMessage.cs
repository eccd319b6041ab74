using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.Stress.Hostile;

/// <summary>A POST with a body, as its signature sees it.</summary>
internal sealed class TransferMessage(string authority, string path, byte[] content) : IMessageComponents
{
    public const string ContentType = "text/plain";

    public string Digest { get; } = ContentDigest.Create(content).ToString();

    public string Method => "POST";

    public string Authority => authority;

    public string Path => path;

    public string Query => "?";

    public bool HasContent => true;

    public string? GetField(string lowerCaseName) => lowerCaseName switch
    {
        "content-digest" => Digest,
        "content-type" => ContentType,
        _ => null,
    };
}

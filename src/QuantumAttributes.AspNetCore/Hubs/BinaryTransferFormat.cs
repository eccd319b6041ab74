using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace QuantumAttributes.AspNetCore.Hubs;

/// <summary>Keeps the transport at binary frames, whatever the hub protocol above it would have: what goes over the wire is ciphertext.</summary>
internal sealed class BinaryTransferFormat : ITransferFormatFeature
{
    public static BinaryTransferFormat Instance { get; } = new();

    public TransferFormat SupportedFormats => TransferFormat.Binary | TransferFormat.Text;

    public TransferFormat ActiveFormat
    {
        get => TransferFormat.Binary;
        set { }
    }
}

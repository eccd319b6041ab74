using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Approvals;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;
using QuantumAttributes.Tool.Inventory;

namespace QuantumAttributes.Tool;

/// <summary>What went wrong, as it is said: a stable name, one line, and the exit code.</summary>
internal sealed record ToolFailure(string Type, string Message, int ExitCode)
{
    /// <summary>The failure that an exception is; null for one that is a fault of the tool.</summary>
    public static ToolFailure? Of(Exception exception)
    {
        string? type = TypeOf(exception);
        int exitCode = exception switch
        {
            UsageException => Tool.ExitCode.Usage,
            OperationCanceledException => Tool.ExitCode.Interrupted,
            _ => Tool.ExitCode.Failed,
        };
        return type is null ? null : new ToolFailure(type, OneLine(exception.Message), exitCode);
    }

    private static string? TypeOf(Exception exception) => exception switch
    {
        UsageException => "usage",
        OperationCanceledException => "interrupted",
        UnknownKeyException => "unknown-key",
        KeyStateException => "key-state",
        KeyPurposeException => "key-purpose",
        ApprovalException => "approval",
        KeyRingException => "key-ring",
        KeyProtectionException => "key-protection",
        CryptographicException => "cryptography",
        AlgorithmNotSupportedException => "algorithm",
        KeyStoreException => "key-store",
        InventoryException => "inventory",
        IOException or UnauthorizedAccessException => "file",
        _ => null,
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}

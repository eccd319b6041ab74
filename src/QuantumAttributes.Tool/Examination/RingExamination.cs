using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Tool.Examination;

/// <summary>Looks at an opened ring: its protection, its keys, its counts and its audit log.</summary>
internal static class RingExamination
{
    public static async ValueTask<IReadOnlyList<Finding>> ExamineAsync(CommandContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyDescription> keys = await context.Manager.ListAsync(cancellationToken);
        List<Finding> findings = [];
        if (context.Protection.Kind == KeyProtectionKind.None && keys.Count > 0)
        {
            findings.Add(new Finding(
                "no-protection", context.Store.Description, "The keys are not protected at rest: whoever can read them has them.",
                "Make a key file (quantum keys new-key-file FILE), and: quantum keys rewrap --key-file FILE --former-none"));
        }

        findings.AddRange((await context.Manager.ListUnreadableAsync(cancellationToken)).Select(OfUnreadable));
        findings.AddRange(KeyExamination.Examine(keys, context.Now));
        findings.AddRange(await ExamineUsesAsync(context.Store, cancellationToken));
        findings.AddRange(await AuditExamination.ExamineAsync(context.Store, keys, cancellationToken));
        return findings;
    }

    private static Finding OfUnreadable(UnreadableKey key) => new(
        "unreadable-key", key.Location, key.Reason,
        key.Reason.Contains("chmod", StringComparison.Ordinal)
            ? "Run what the finding says; where others may have read the file, rotate the key, and mark this one compromised."
            : "Where it is sealed under another protection than was named, name that one (--key-file, --passphrase-file, …); otherwise "
                + "restore it from a backup.");

    private static async ValueTask<IReadOnlyList<Finding>> ExamineUsesAsync(IKeyStore store, CancellationToken cancellationToken)
    {
        try
        {
            await store.ReadUsesAsync(cancellationToken);
            return [];
        }
        catch (KeyStoreException e)
        {
            return [new Finding("unreadable-uses", store.Description, e.Message, "The counts are statistics: restore or remove them.")];
        }
    }
}

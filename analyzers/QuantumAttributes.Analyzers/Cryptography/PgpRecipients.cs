using Microsoft.CodeAnalysis.Operations;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Whom an OpenPGP message is encrypted to.</summary>
internal static class PgpRecipients
{
    /// <summary>Whether all that is added to the generator, in sight, are passwords.</summary>
    public static bool AreOnlyPasswords(IObjectCreationOperation generator)
    {
        if (Locals.Holder(generator) is not { } local)
            return false;
        var methods = Locals.ReferencesTo(local, generator)
            .Select(static reference => reference.Parent)
            .OfType<IInvocationOperation>()
            .Where(static call => call.TargetMethod.Name.StartsWith("AddMethod", StringComparison.Ordinal))
            .ToList();
        return methods.Count > 0 && methods.All(static call => call.Arguments.All(static argument => argument.Value.Type?.Name != "PgpPublicKey"));
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using QuantumAttributes.Analyzers.Catalogue;

namespace QuantumAttributes.Analyzers.Cryptography;

/// <summary>Settings of TLS: which protocols, cipher suites and groups are allowed.</summary>
internal static class TlsUses
{
    // The flags of SslProtocols, which are those of SecurityProtocolType too.
    private const int Ssl = 0xC | 0x30;
    private const int Tls10 = 0xC0;
    private const int Tls11 = 0x300;
    private const int Tls12 = 0xC00;
    private const int Tls13 = 0x3000;

    /// <summary>TLS 1.2: only where TLS 1.3 is not allowed beside it.</summary>
    public static CryptographyUse? OfProtocol(ClassicalApi api, IMemberReferenceOperation protocol) =>
        IsAllowed(protocol) && !AllowsNewest(protocol) ? Protocol(api, protocol) : null;

    /// <summary>Older protocols, and cipher suites.</summary>
    public static CryptographyUse? OfFlag(ClassicalApi api, IMemberReferenceOperation flag) => IsAllowed(flag) ? Protocol(api, flag) : null;

    /// <summary>A number that is converted to protocols, <c>(SslProtocols)3072</c>.</summary>
    public static CryptographyUse? OfNumber(IConversionOperation number)
    {
        return number is { Type.Name: "SslProtocols" or "SecurityProtocolType", ConstantValue: { HasValue: true, Value: int flags } } && IsAllowed(number)
            ? OfFlags(number, flags)
            : null;
    }

    /// <summary>Protocols as a number; null where TLS 1.3, or what the system chooses, is among them and nothing older than TLS 1.2.</summary>
    public static CryptographyUse? OfFlags(IOperation place, int flags)
    {
        var (protocol, version, threat) = flags switch
        {
            _ when (flags & Ssl) != 0 => ("SSL", "3.0", Threat.Broken),
            _ when (flags & Tls10) != 0 => ("TLS", "1.0", Threat.Broken),
            _ when (flags & Tls11) != 0 => ("TLS", "1.1", Threat.Broken),
            _ when (flags & Tls12) != 0 && (flags & Tls13) == 0 && !AllowsNewest(place) => ("TLS", "1.2", Threat.Exclusion),
            _ => ("TLS", "", Threat.None),
        };
        return threat is Threat.None ? null : new CryptographyUse
        {
            Location = UseLocation.Of(place),
            Operation = place,
            Symbol = $"SslProtocols {flags}",
            Algorithm = protocol,
            Parameters = version,
            Family = Family.Tls,
            Threat = threat,
            Severities = Severities.Of(threat),
        };
    }

    /// <summary>A group: only in a list that has no hybrid one.</summary>
    public static CryptographyUse? OfGroup(ClassicalApi api, IMemberReferenceOperation group) =>
        ValueContext.IsChosen(group) && !Siblings(group).Any(static name => name.Contains("MLKEM")) ? CryptographyUse.Of(api, group) : null;

    /// <summary>A policy of cipher suites: those of TLS 1.3 have to be in it.</summary>
    public static CryptographyUse? OfSuites(ClassicalApi api, IObjectCreationOperation policy)
    {
        var suites = policy.Descendants().OfType<IFieldReferenceOperation>().Where(static field => field.Type?.Name == "TlsCipherSuite").ToList();
        if (suites.Any(static suite => IsOfTls13(suite.Field.Name)))
            return null;
        var use = CryptographyUse.Of(api, policy) with { Algorithm = "TLS" };
        return suites.Count > 0 ? use with { Parameters = "1.2" } : use with { Severities = Severities.OnlyListed };
    }

    // A cipher suite is called by its own name.
    private static CryptographyUse Protocol(ClassicalApi api, IMemberReferenceOperation flag)
    {
        var (protocol, version) = TlsVersion.Of(flag.Member.Name) ?? ("TLS", flag.Member.Name);
        return CryptographyUse.Of(api, flag) with { Algorithm = protocol, Parameters = version };
    }

    // Not one that is taken away, asked about, or what a name is translated to.
    private static bool IsAllowed(IOperation flag) => ValueContext.IsChosen(flag) && Whole(flag).Parent is not ISwitchExpressionArmOperation;

    private static bool AllowsNewest(IOperation flag) => Whole(flag).DescendantsAndSelf().OfType<IFieldReferenceOperation>()
        .Any(static other => other.Field.Name is "Tls13" or "None" or "SystemDefault");

    private static IOperation Whole(IOperation flag)
    {
        while (flag.Parent is IBinaryOperation or IConversionOperation)
            flag = flag.Parent;
        return flag;
    }

    // The elements of the list, however deep the conversions.
    private static IEnumerable<string> Siblings(IOperation group)
    {
        IOperation list = group;
        while (list.Parent is IConversionOperation or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation
            or IArgumentOperation or IObjectOrCollectionInitializerOperation or IInvocationOperation)
        {
            list = list.Parent;
        }

        return list.DescendantsAndSelf().OfType<IFieldReferenceOperation>().Select(static field => field.Field.Name);
    }

    private static bool IsOfTls13(string suite) =>
        suite.StartsWith("TLS_AES_", StringComparison.Ordinal) || suite.StartsWith("TLS_CHACHA20_", StringComparison.Ordinal);
}

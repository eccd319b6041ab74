using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace QuantumAttributes.Inventory.Manifest;

/// <summary>Reads the manifest that the generator wrote into an assembly, without loading the assembly.</summary>
internal static class ManifestMetadata
{
    /// <summary>The manifest's JSON, or null where there is none.</summary>
    public static string? Read(string assemblyPath)
    {
        using var stream = File.OpenRead(assemblyPath);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (IsAssemblyMetadata(metadata, attribute) && ReadValue(metadata, attribute) is { } json)
                return json;
        }

        return null;
    }

    private static bool IsAssemblyMetadata(MetadataReader metadata, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
        && metadata.GetTypeReference((TypeReferenceHandle)parent) is var type
        && metadata.StringComparer.Equals(type.Name, "AssemblyMetadataAttribute")
        && metadata.StringComparer.Equals(type.Namespace, "System.Reflection");

    // ECMA-335 II.23.3: a prolog of two bytes, and then the two texts that the constructor takes.
    private static string? ReadValue(MetadataReader metadata, CustomAttribute attribute)
    {
        var blob = metadata.GetBlobReader(attribute.Value);
        blob.ReadUInt16();
        return blob.ReadSerializedString() == QuantumManifest.MetadataKey ? blob.ReadSerializedString() : null;
    }
}

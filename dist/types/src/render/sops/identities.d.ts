/** The age keys that files are decrypted with. What they are shows nowhere: not in messages, not when printed. */
export declare class Identities {
    #private;
    private constructor();
    /**
     * @param text as in the file of `age-keygen`: a key a line, and comments
     * @throws SopsError
     */
    static parse(text: string): Identities;
    get isEmpty(): boolean;
    /** What an armored age file holds; undefined where none of the keys opens it. @throws SopsError */
    open(armored: string): Promise<Buffer | undefined>;
}

-- What a notice or letter says as data (内容模型): pictures and documents are made from it. Null for notices of earlier versions and for those in the plain form.
ALTER TABLE notice ADD COLUMN content JSON;
ALTER TABLE letter ADD COLUMN content JSON;
